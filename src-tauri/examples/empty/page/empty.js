performance.mark("portal-ready");
document.documentElement.dataset.appState = "ready";
