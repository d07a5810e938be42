// Starts the interface, and says so on <html> when it cannot: WebKit gives no other sign of a program it refused.
import init from "/portal_ui.js";

init({ module_or_path: "/portal_ui_bg.wasm" }).catch((error) => {
  document.documentElement.dataset.appState = "failed";
  console.error(error);
});
