// Makes the basemap from Natural Earth (npm world-atlas): cut at the antimeridian, thinned, rounded.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, mesh } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const OUT = new URL("../basemap/", import.meta.url);
const EARTH_KM = 6371;
// Web Mercator ends at 85.051°; what lies far beyond would pile up along the edge of the map.
const MAX_LATITUDE = 85.1;
// A ring thinned below this many corners stops looking like an island.
const MIN_RING_CORNERS = 6;

const DETAILS = [
  // 2 km² is one square pixel at zoom 6, about the deepest zoom the 1:50m data is drawn for.
  { scale: "50m", land: "land.json", borders: "borders.json", thinKm2: 2, decimals: 2, maxGzip: 350_000 },
  { scale: "110m", land: "land-110m.json", borders: null, thinKm2: 0, decimals: 1, maxGzip: 40_000 },
];

mkdirSync(OUT, { recursive: true });
for (const detail of DETAILS) {
  make(detail);
}

function make({ scale, land, borders, thinKm2, decimals, maxGzip }) {
  const topology = thin(readTopology(scale), thinKm2 / EARTH_KM ** 2);
  let gzip = write(land, landGroups(topology, decimals), `land ${scale}`);
  if (borders) {
    gzip += write(borders, borderGroups(topology, decimals), `borders ${scale}`);
  }
  check(gzip <= maxGzip, `${scale} takes ${gzip} bytes gzipped, more than ${maxGzip}`);
}

function readTopology(scale) {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
  return JSON.parse(readFileSync(path, "utf8"));
}

// Coast and borders are thinned as arcs of one topology, so they still meet afterwards.
function thin(topology, minSteradians) {
  const weighed = presimplify(topology, sphericalTriangleArea);
  for (const arc of weighed.arcs.filter(isRing)) {
    const heaviest = arc.toSorted((a, b) => b[2] - a[2]).slice(0, MIN_RING_CORNERS);
    heaviest.forEach((point) => (point[2] = Infinity));
  }
  return simplify(weighed, minSteradians);
}

function isRing(arc) {
  const last = arc.at(-1);
  return arc[0][0] === last[0] && arc[0][1] === last[1];
}

// The source is spherical: an edge may cross ±180°. The projection cuts it there, with y down: the
// library tells land from lake by the turn of a ring, so `reflectY` would fill the Caspian Sea.
function cut(geometry) {
  return geoProject(geometry, geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0));
}

function landGroups(topology, decimals) {
  const geometries = cut(feature(topology, topology.objects.land)).features.map((one) => one.geometry);
  const polygons = geometries
    .flatMap((geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
    .map((rings) => rings.map((ring) => round(ring, decimals)).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  return group(polygons, (polygon) => polygon[0], "MultiPolygon");
}

function borderGroups(topology, decimals) {
  const inner = mesh(topology, topology.objects.countries, (a, b) => a !== b);
  const lines = cut(inner).coordinates.map((line) => round(line, decimals)).filter((line) => line.length >= 2);
  return group(lines, (line) => line, "MultiLineString");
}

// One path per 45° cell: the renderer skips a path that lies outside the view as a whole.
function group(parts, outline, type) {
  const cells = new Map();
  for (const part of parts) {
    const [west, south, east, north] = bounds(outline(part));
    const wide = east - west > 45 || north - south > 45;
    const key = wide ? `alone ${cells.size}` : `${Math.floor((west + east) / 90)} ${Math.floor((south + north) / 90)}`;
    cells.set(key, [...(cells.get(key) ?? []), part]);
  }
  return [...cells.values()].map((coordinates) => ({ type, coordinates }));
}

function bounds(points) {
  const lons = points.map((point) => point[0]);
  const lats = points.map((point) => point[1]);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

// Rounds, and drops what rounding made a repetition or a point on a straight line.
function round(points, decimals) {
  const factor = 10 ** decimals;
  const kept = [];
  for (const [lon, down] of points) {
    const lat = -down;
    const point = [snap(lon, factor), snap(Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)), factor)];
    if (same(kept.at(-1), point)) continue;
    if (between(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function snap(value, factor) {
  return Math.round(value * factor) / factor || 0;
}

function same(a, b) {
  return a !== undefined && a[0] === b[0] && a[1] === b[1];
}

function between(a, b, c) {
  if (a === undefined) return false;
  const cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return Math.abs(cross) < 1e-9 && ahead > 0;
}

function write(file, geometries, what) {
  const points = flatPoints(geometries);
  checkGeometries(geometries, what);
  const features = geometries.map((geometry) => ({ type: "Feature", properties: {}, geometry }));
  const text = JSON.stringify({ type: "FeatureCollection", features });
  writeFileSync(new URL(file, OUT), text);
  const gzip = gzipSync(text, { level: 9 }).length;
  console.log(`${file}: ${geometries.length} paths, ${points} points, ${text.length} bytes, ${gzip} gzipped`);
  return gzip;
}

function flatPoints(geometries) {
  return geometries.reduce((sum, geometry) => sum + lines(geometry).reduce((n, line) => n + line.length, 0), 0);
}

function lines({ type, coordinates }) {
  return type === "MultiPolygon" ? coordinates.flat() : coordinates;
}

// Bars across the map, and land turned inside out, are the two ways this data goes wrong.
function checkGeometries(geometries, what) {
  let area = 0;
  for (const geometry of geometries) {
    for (const line of lines(geometry)) {
      line.forEach(([lon, lat], i) => {
        check(Math.abs(lon) <= 180 && Math.abs(lat) <= MAX_LATITUDE, `${what}: point outside the world ${lon} ${lat}`);
        if (i === 0) return;
        const [lonBefore, latBefore] = line[i - 1];
        const alongTheEdge = Math.abs(lat) > 84.9 && Math.abs(latBefore) > 84.9;
        check(alongTheEdge || Math.abs(lon - lonBefore) < 30, `${what}: bar from ${lonBefore} to ${lon} at ${lat}`);
        area += ((lon - lonBefore) * (Math.sin(radians(lat)) + Math.sin(radians(latBefore)))) / 2;
      });
      if (geometry.type === "MultiPolygon") {
        check(line[0].join() === line.at(-1).join(), `${what}: ring not closed`);
      }
    }
  }
  if (geometries[0].type === "MultiPolygon") {
    check(!isLand(geometries, 51, 42), `${what}: the Caspian Sea is land`);
    check(isLand(geometries, 100, 60) && isLand(geometries, -100, 45), `${what}: a continent is water`);
    const share = Math.abs(radians(area)) / (4 * Math.PI);
    check(share > 0.27 && share < 0.31, `${what}: land covers ${(100 * share).toFixed(1)} % of the Earth`);
  }
}

function isLand(geometries, lon, lat) {
  const crossings = geometries.flatMap(lines).flatMap((ring) =>
    ring.filter((point, i) => {
      const before = ring[i - 1];
      if (before === undefined || point[1] > lat === before[1] > lat) return false;
      return lon < before[0] + ((lat - before[1]) * (point[0] - before[0])) / (point[1] - before[1]);
    }),
  );
  return crossings.length % 2 === 1;
}

function radians(degrees) {
  return (degrees * Math.PI) / 180;
}

function check(holds, complaint) {
  if (!holds) {
    console.error(`check failed: ${complaint}`);
    process.exit(1);
  }
}
