// The same basemap, drawn in the same way as the app draws it, and nothing else.
import "/leaflet.js";

const map = L.map("map", { renderer: L.svg({ padding: 0.5 }), worldCopyJump: true }).setView([50, 10], 4);
const load = async (name) => (await fetch(`/${name}.json`)).json();
const [land, borders] = await Promise.all([load("land"), load("borders")]);
L.geoJSON(land, { interactive: false, style: { className: "land", stroke: false } }).addTo(map);
L.geoJSON(borders, { interactive: false, style: { className: "border", fill: false } }).addTo(map);
requestAnimationFrame(() => {
  performance.mark("portal-ready");
  performance.mark("portal-map-drawn");
  document.documentElement.dataset.appState = "ready";
});
