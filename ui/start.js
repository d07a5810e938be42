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

const read = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(`${path} could not be read`);
  }
  return answer.text();
};

// The texts are no part of the program: a translation is a file, and the program starts the quicker the less it weighs.
const texts = (language) => read(`/texts/${language}.ftl`);

// Puts what the page says until the program does into the desktop's language. English stands there already.
const greet = async (languages) => {
  const language = navigator.language.split("-")[0].toLowerCase();
  if (language === "en" || !languages.split("\n").some((line) => line.startsWith(`${language} = `))) {
    return;
  }
  const catalogue = await texts(language);
  root.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    const words = catalogue.match(new RegExp(`^${element.dataset.text} = (.*)$`, "m"));
    if (words) {
      element.textContent = words[1];
    }
  }
};

const languages = read("/languages.ftl");
languages.then(greet).catch(console.error);
Promise.all([load(), languages, texts("en")])
  .then(([program, names, english]) => program.begin(names, english, texts))
  .catch(failed);
