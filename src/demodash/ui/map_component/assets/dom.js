/** The component's elements, made once and kept: a change of figures never touches them. */

const ICONS = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  recentre: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  play: "M5 3l8 5-8 5z",
  pause: "M5 3v10M11 3v10",
};

const sheet = new CSSStyleSheet();
const styled = fetch(new URL("map.css", import.meta.url))
  .then((answer) => answer.text())
  .then((text) => sheet.replace(text));

const icon = (name) =>
  `<svg class="icon ${name}" viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
const tool = (act, label) =>
  `<button type="button" data-act="${act}" aria-label="${label}" title="${label}">${icon(act)}</button>`;

const HTML = `
<section class="map" data-state="loading">
  <div class="body">
    <div class="main">
      <div class="stage">
        <canvas class="land" aria-hidden="true"></canvas>
        <canvas class="over" aria-hidden="true"></canvas>
        <div class="surface" role="application" aria-roledescription="carte interactive" tabindex="0" aria-describedby="keys">
          <div id="spot-a" role="img" aria-label="aucun territoire"></div>
          <div id="spot-b" role="img" aria-label="aucun territoire"></div>
        </div>
        <div class="year" aria-hidden="true"></div>
        <div class="scale" aria-hidden="true"><span></span></div>
        <div class="tools" role="group" aria-label="Zoom">
          ${tool("plus", "Agrandir")}${tool("minus", "Réduire")}${tool("recentre", "Recentrer la carte")}
        </div>
        <div class="card" aria-hidden="true" hidden></div>
        <div class="hint" aria-hidden="true" hidden></div>
        <div class="veil" role="status">Chargement de la carte…</div>
      </div>
      <div class="years" role="group" aria-label="Années" hidden>
        <button type="button" class="play" data-icon="play" aria-label="Lire les années" title="Lire les années">${icon("play")}${icon("pause")}</button>
        <input type="range" min="0" step="1" aria-label="Année">
        <output></output>
      </div>
      <div class="status"><span class="said"></span><button type="button" class="drop" hidden>Effacer</button></div>
    </div>
    <aside class="legend" role="group" aria-label="Légende" hidden></aside>
  </div>
  <div class="foot">
    <span class="credit"></span>
    <span class="exports"><button type="button" class="patterned" aria-pressed="false">Motifs</button><span class="images"><span>Image&nbsp;:</span> <button type="button" data-image="png" aria-label="Télécharger l’image PNG">PNG</button> <button type="button" data-image="svg" aria-label="Télécharger l’image SVG">SVG</button></span></span>
  </div>
  <p id="keys" class="unseen">Flèches : territoire voisin. Majuscule et flèches : déplacer. Plus et moins : zoom. Zéro : recentrer. Entrée : choisir. Échap : effacer.</p>
  <div class="unseen live" aria-live="polite"></div>
</section>`;

/** Builds the elements in a shadow root and gives them by name. */
export function build(shadow) {
  shadow.adoptedStyleSheets = [sheet];
  const holder = document.createElement("div");
  holder.innerHTML = HTML;
  shadow.append(holder);
  const find = (selector) => holder.querySelector(selector);
  return {
    holder, styled,
    root: find(".map"), stage: find(".stage"), land: find(".land"), over: find(".over"),
    surface: find(".surface"), spots: [find("#spot-a"), find("#spot-b")], yearLabel: find(".year"),
    scale: find(".scale"), tools: find(".tools"), card: find(".card"), hint: find(".hint"),
    veil: find(".veil"), bar: find(".years"), play: find(".play"), slider: find(".years input"),
    year: find(".years output"), status: find(".status"), said: find(".said"), drop: find(".drop"),
    legend: find(".legend"), credit: find(".credit"), exports: find(".exports"), images: find(".images"),
    patterned: find(".patterned"), live: find(".live"),
  };
}
