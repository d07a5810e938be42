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

const load = async () => {
  const program = await import("/portal_ui.js");
  await program.default({ module_or_path: "/portal_ui_bg.wasm" });
  return program;
};

// The texts are no part of the program: a translation is a file, and the program starts the quicker the less it weighs.
const texts = async () => {
  const answer = await fetch("/texts/en.ftl");
  if (!answer.ok) {
    throw new Error("the texts of the interface could not be read");
  }
  return answer.text();
};

Promise.all([load(), texts()])
  .then(([program, words]) => program.begin(words))
  .catch(failed);
