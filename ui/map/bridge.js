// The map's bridge: the only place that calls Leaflet. It draws what Rust has decided and reports what a person did.
//
// Lists come in as JSON texts, events go out as JSON texts (`ui/src/model/map_scene.rs` names both). Colours and shapes
// are classes of `map.css`; nothing here writes a style into markup, which the content security policy forbids.
import "/leaflet/leaflet.js";

const L = window.L;

const BASEMAP = ["/basemap/land.json", "/basemap/borders.json"];
/** Width in pixels of the invisible line that a pointer can hit. */
const HIT_WIDTH = 16;
/** Pixels that an arrow key moves a node, without and with Shift. */
const STEP = { small: 1, large: 10 };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Zoom levels; a fraction lets the contents fill the window. */
const ZOOM = { least: 1.5, most: 12, snap: 0.25 };

/**
 * Puts an empty map into `container`. `look` is JSON: the `attribution`, the path of the icon of each kind of node, and
 * whether it is `readOnly`: then sites, clouds and connections are pictures that take neither focus nor press. `emit` takes each event as JSON. The basemap is fetched beside it: `drawn` follows.
 */
export function create(container, animated, look, emit) {
  const { attribution, icons, readOnly } = JSON.parse(look);
  const map = L.map(container, {
    zoomControl: false,
    // The observer below redraws at once; the library would leave the edges empty for a while.
    trackResize: false,
    attributionControl: false,
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    zoomSnap: ZOOM.snap,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    maxBounds: [[-84, -205], [84, 205]],
    maxBoundsViscosity: 0.8,
    zoomAnimation: animated,
    fadeAnimation: false,
    markerZoomAnimation: animated,
    inertia: animated,
    doubleClickZoom: false,
    boxZoom: false,
  });
  const handle = {
    map,
    animated,
    icons,
    readOnly,
    tool: "select",
    nodes: new Map(),
    links: new Map(),
    names: L.layerGroup(),
    band: null,
    bandFrom: null,
    // The kind goes around what belongs to it, as Rust reads it with the least code.
    emit: ({ kind, ...rest }) => emit(JSON.stringify({ [kind]: Object.keys(rest).length > 0 ? rest : null })),
    closed: false,
  };
  // From the ground up: land and borders, place names, connections, their handles, sites and clouds.
  for (const [pane, level] of [["base", 200], ["names", 350], ["middles", 590]]) {
    map.createPane(pane).style.zIndex = String(level);
  }
  map.getPane("names").setAttribute("aria-hidden", "true");
  handle.base = L.svg({ padding: 0.5, pane: "base" });
  map.setView([48, 9], 4, { animate: false });
  handle.names.addTo(map);
  addNotes(map, attribution);
  listen(handle);
  draw(handle);
  return handle;
}

/** Takes the map away; nothing is reported after it. */
export function destroy(handle) {
  handle.closed = true;
  handle.sizes?.disconnect();
  handle.map.remove();
}

/** The file of place names as text. */
export async function read_text(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  return answer.text();
}

/** Shows exactly these sites and clouds; one that stays keeps its element, and with it the focus. */
export function set_nodes(handle, json) {
  const wanted = JSON.parse(json);
  reconcile(handle.nodes, wanted, (node) => addNode(handle, node), (shown, node) => updateNode(handle, shown, node), (shown) => shown.marker.remove());
}

/** Shows exactly these connections. */
export function set_links(handle, json) {
  const wanted = JSON.parse(json);
  reconcile(handle.links, wanted, (link) => addLink(handle, link), updateLink, removeLink);
}

/** Shows exactly these place names, which Rust has found room for. */
export function set_place_names(handle, json) {
  handle.names.clearLayers();
  for (const place of JSON.parse(json)) {
    const text = element("span", "map-place");
    text.textContent = place.name;
    text.classList.toggle("is-capital", place.capital);
    const icon = L.divIcon({ className: "map-place-anchor", html: text, iconSize: [0, 0] });
    L.marker([place.lat, place.lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(handle.names);
  }
}

/** Changes what a click on the map means: select, site, cloud or connect. */
export function set_tool(handle, tool) {
  handle.tool = tool;
  handle.map.getContainer().dataset.tool = tool;
  if (handle.readOnly) {
    return;
  }
  for (const { marker } of handle.nodes.values()) {
    setDraggable(marker, tool === "select");
  }
}

/** Draws a line from the node `id` to the pointer until a connection is made; an empty `id` takes it away. */
export function set_rubber_band(handle, id) {
  handle.band?.remove();
  const from = handle.nodes.get(id)?.marker.getLatLng();
  handle.bandFrom = from ?? null;
  handle.band = from ? L.polyline([from, from], { className: "map-band", interactive: false }).addTo(handle.map) : null;
}

/** Shows the box given by its south-west and north-east corner, clear of the tools and buttons on the map. */
export function fit(handle, south, west, north, east) {
  handle.map.fitBounds([[south, west], [north, east]], {
    paddingTopLeft: [48, 84],
    paddingBottomRight: [64, 56],
    maxZoom: 7,
    animate: false,
  });
}

/** Zooms by `steps` levels around the middle. */
export function zoom_by(handle, steps) {
  handle.map.setZoom(Math.round((handle.map.getZoom() + steps) / ZOOM.snap) * ZOOM.snap, { animate: handle.animated });
}

/** Moves the map just so far that the place can be seen. */
export function reveal(handle, latitude, longitude) {
  handle.map.panInside([latitude, longitude], { padding: [72, 96], animate: handle.animated });
}

async function draw(handle) {
  try {
    const [land, borders] = await Promise.all(BASEMAP.map((path) => read_text(path).then(JSON.parse)));
    if (handle.closed) {
      return;
    }
    const common = { renderer: handle.base, pane: "base", interactive: false };
    L.geoJSON(land, { ...common, style: { className: "map-land", stroke: false, fill: true } }).addTo(handle.map);
    L.geoJSON(borders, { ...common, style: { className: "map-border", fill: false } }).addTo(handle.map);
    handle.emit({ kind: "drawn" });
    // What `cargo xtask bench start` looks for.
    requestAnimationFrame(() => performance.mark("portal-map-drawn"));
  } catch (error) {
    console.error(error);
    handle.emit({ kind: "undrawn" });
  }
}

function listen(handle) {
  const { map } = handle;
  const report = () => {
    const size = map.getSize();
    const bounds = map.getBounds();
    handle.emit({
      kind: "view",
      zoom: map.getZoom(),
      south: bounds.getSouth(),
      west: bounds.getWest(),
      north: bounds.getNorth(),
      east: bounds.getEast(),
      width: size.x,
      height: size.y,
    });
  };
  map.on("moveend", report);
  map.on("click", (event) => handle.emit({ kind: "background", lat: event.latlng.lat, lon: event.latlng.lng }));
  map.on("mousemove", (event) => handle.band?.setLatLngs([handle.bandFrom, event.latlng]));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      handle.emit({ kind: "escape" });
    } else if (event.key === "Enter" && event.target === map.getContainer()) {
      event.preventDefault();
      const middle = map.getCenter();
      handle.emit({ kind: "background", lat: middle.lat, lon: middle.lng });
    }
  });
  handle.sizes = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  handle.sizes.observe(map.getContainer());
  // The first view is reported once the caller has its handle.
  queueMicrotask(report);
}

function addNotes(map, attribution) {
  L.control.scale({ imperial: false, maxWidth: 96 }).addTo(map);
  L.control.attribution({ prefix: false, position: "bottomleft" }).addAttribution(attribution).addTo(map);
}

function addNode(handle, node) {
  const button = target(handle, "map-node", node.id);
  const glyph = element("span", "map-glyph");
  glyph.setAttribute("aria-hidden", "true");
  const icon = glyph.appendChild(drawing("svg", { class: "icon", viewBox: "0 0 24 24" })).appendChild(drawing("path", {}));
  const label = element("span", "map-label");
  label.setAttribute("aria-hidden", "true");
  button.append(glyph, label);
  const marker = L.marker([node.lat, node.lon], {
    icon: new ElementIcon({ element: button, className: "map-node", iconSize: [32, 32], iconAnchor: [16, 16] }),
    keyboard: false,
    interactive: !handle.readOnly,
    draggable: handle.tool === "select",
    autoPan: true,
    riseOnHover: true,
  });
  marker.on("click", () => handle.emit({ kind: "node", id: node.id }));
  marker.on("dragstart", () => button.classList.add("is-dragged"));
  marker.on("dragend", () => {
    button.classList.remove("is-dragged");
    reportMove(handle, node.id, marker.getLatLng(), false);
  });
  button.addEventListener("keydown", (event) => onNodeKey(handle, node.id, marker, event));
  marker.addTo(handle.map);
  const shown = { marker, element: button, icon, label, node: null };
  updateNode(handle, shown, node);
  return shown;
}

function updateNode(handle, shown, node) {
  const { marker, element: button, icon, label } = shown;
  button.dataset.kind = node.endpoint;
  icon.setAttribute("d", handle.icons[node.endpoint]);
  button.setAttribute("aria-label", node.name);
  setPressed(button, node.selected);
  label.textContent = node.label;
  button.classList.toggle("is-selected", node.selected);
  button.classList.toggle("is-start", node.start);
  label.dataset.side = node.side;
  marker.setZIndexOffset(node.selected ? 1000 : 0);
  if (shown.node?.lat !== node.lat || shown.node?.lon !== node.lon) {
    marker.setLatLng([node.lat, node.lon]);
  }
  shown.node = node;
}

function onNodeKey(handle, id, marker, event) {
  const arrow = ARROWS[event.key];
  if (arrow && handle.tool === "select") {
    const step = event.shiftKey ? STEP.large : STEP.small;
    const at = handle.map.project(marker.getLatLng()).add([arrow[0] * step, arrow[1] * step]);
    const to = handle.map.unproject(at);
    marker.setLatLng(to);
    reportMove(handle, id, to, true);
  } else if (event.key === "Enter" || event.key === " ") {
    handle.emit({ kind: "node_open", id });
  } else if (event.key === "l" || event.key === "L") {
    handle.emit({ kind: "node_link", id });
  } else if (event.key === "Delete" || event.key === "Backspace") {
    handle.emit({ kind: "node_delete", id });
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function reportMove(handle, id, to, nudged) {
  handle.emit({ kind: "node_moved", id, lat: to.lat, lon: to.lng, nudged });
}

function addLink(handle, link) {
  const line = new Curve(link.lines, { interactive: false, smoothFactor: 0.2, className: "map-line" }).addTo(handle.map);
  const hit = L.polyline(link.lines, { weight: HIT_WIDTH, className: "map-hit", interactive: !handle.readOnly }).addTo(handle.map);
  const button = target(handle, "map-link", link.id);
  const mark = element("span", "map-link-mark");
  mark.setAttribute("aria-hidden", "true");
  button.append(mark);
  const middle = L.marker(link.middle, {
    icon: new ElementIcon({ element: button, className: "map-link", iconSize: [24, 24], iconAnchor: [12, 12] }),
    pane: "middles",
    interactive: !handle.readOnly,
    keyboard: false,
  }).addTo(handle.map);
  hit.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    handle.emit({ kind: "link", id: link.id });
  });
  middle.on("click", () => handle.emit({ kind: "link", id: link.id }));
  hit.on("mouseover", () => line.getElement()?.classList.add("is-hovered"));
  hit.on("mouseout", () => line.getElement()?.classList.remove("is-hovered"));
  button.addEventListener("keydown", (event) => {
    const kind = { Enter: "link_open", " ": "link_open", Delete: "link_delete", Backspace: "link_delete" }[event.key];
    if (kind) {
      event.preventDefault();
      event.stopPropagation();
      handle.emit({ kind, id: link.id });
    }
  });
  const shown = { line, hit, middle, element: button, link: null };
  updateLink(shown, link);
  return shown;
}

function updateLink(shown, link) {
  if (JSON.stringify(shown.link?.lines) !== JSON.stringify(link.lines)) {
    shown.line.setLatLngs(link.lines);
    shown.hit.setLatLngs(link.lines);
    shown.middle.setLatLng(link.middle);
  }
  for (const target of [shown.line.getElement(), shown.element]) {
    target.dataset.state = link.state;
    target.dataset.level = link.level;
    target.classList.toggle("is-selected", link.selected);
  }
  shown.element.setAttribute("aria-label", link.name);
  setPressed(shown.element, link.selected);
  shown.link = link;
}

function removeLink(shown) {
  shown.line.remove();
  shown.hit.remove();
  shown.middle.remove();
}

function reconcile(shown, wanted, add, update, remove) {
  const ids = new Set(wanted.map((item) => item.id));
  for (const [id, item] of shown) {
    if (!ids.has(id)) {
      remove(item);
      shown.delete(id);
    }
  }
  for (const item of wanted) {
    const present = shown.get(item.id);
    if (present) {
      update(present, item);
    } else {
      shown.set(item.id, add(item));
    }
  }
}

/** The element of a node or connection. */
function target(handle, testid, id) {
  const made = element(handle.readOnly ? "span" : "button", "");
  if (handle.readOnly) {
    made.setAttribute("role", "img");
  } else {
    made.type = "button";
  }
  made.dataset.testid = testid;
  made.dataset.id = id;
  return made;
}

function setPressed(target, selected) {
  if (target.type) {
    target.setAttribute("aria-pressed", String(selected));
  }
}

function setDraggable(marker, draggable) {
  if (draggable) {
    marker.dragging.enable();
  } else {
    marker.dragging.disable();
  }
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function drawing(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

/** An icon that is an element of ours, so that a marker is a real button with a name. */
const ElementIcon = L.Icon.extend({
  options: { iconSize: [24, 24], className: "" },
  createIcon() {
    this._setIconStyles(this.options.element, "icon");
    return this.options.element;
  },
  createShadow() {
    return null;
  },
});

/** A line whose points are not rounded to whole pixels, which would make a curve tremble. */
const Curve = L.Polyline.extend({
  _projectLatlngs(latlngs, result, bounds) {
    if (!(latlngs[0] instanceof L.LatLng)) {
      latlngs.forEach((piece) => this._projectLatlngs(piece, result, bounds));
      return;
    }
    const origin = this._map.getPixelOrigin();
    const points = latlngs.map((latlng) => this._map.project(latlng).subtract(origin));
    points.forEach((point) => bounds.extend(point));
    result.push(points);
  },
});
