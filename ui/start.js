// Starts the interface, and says so on <html> when it cannot: WebKit gives no other sign of a program it refused.
const root = document.documentElement;

// How long a start may take before it counts as failed, in ms. A refused program can stay silent.
const PATIENCE = 30_000;

if (matchMedia("(prefers-color-scheme: dark)").matches) {
  root.dataset.theme = "dark";
}

const failed = (error) => {
  if (root.dataset.appState === "starting") {
    root.dataset.appState = "failed";
    document.getElementById("start")?.removeAttribute("aria-busy");
  }
  const detail = document.getElementById("start-detail");
  if (detail) {
    detail.textContent = String(error);
  }
  console.error(error);
};

document.getElementById("start-retry")?.addEventListener("click", () => location.reload());

setTimeout(() => {
  if (root.dataset.appState === "starting") {
    failed(new Error("the interface did not start in time"));
  }
}, PATIENCE);

import("/portal_ui.js")
  .then((program) => program.default({ module_or_path: "/portal_ui_bg.wasm" }))
  .catch(failed);
