/**
 * Leads a presentation: keys, buttons and full screen. Which slide is shown is the server's to draw; this counts
 * on its own meanwhile, so that two quick presses of a clicker go two slides on. A slide with more than its screen
 * holds (a long table) is read to its end before the next one comes.
 */

const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p"];
// Where a key already means something else.
const BUSY = "input, textarea, select, [contenteditable], [role=slider], [role=tab], [role=option], [role=combobox]";
const FIGURE = ".stVerticalBlock[class*=-presentation-figure]";
const LEAST_REST = 24; // pixels: less than a line is no reason to stay
const REST_MS = 4000; // the buttons stay this long after the pointer moved
const presenters = new WeakMap();

export default function render(component) {
  const root = component.parentElement;
  if (!presenters.has(root)) presenters.set(root, new Presenter(root));
  const presenter = presenters.get(root);
  presenter.update(component);
  // Streamlit also calls this when a rerun overtakes another: only what left the page ends.
  return () =>
    setTimeout(() => {
      if (root.host.isConnected || presenters.get(root) !== presenter) return;
      presenters.delete(root);
      presenter.end();
    });
}

class Presenter {
  constructor(root) {
    this.part = (name) => root.querySelector(`[data-act=${name}]`);
    this.root = root;
    this.life = new AbortController();
    const { signal } = this.life;
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("fullscreenchange", () => this.#screenChanged(), { signal });
    document.addEventListener("pointermove", () => this.#wake(), { signal });
    this.#wake();
    for (const [name, act] of [
      ["back", () => this.#back()],
      ["next", () => this.#next()],
      ["screen", () => this.#screen()],
      ["leave", () => this.#leave()],
    ])
      this.part(name).addEventListener("click", act);
    // The click that began the presentation still counts as the reader's wish; a link opened does not.
    if (navigator.userActivation?.isActive) this.#screen();
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.words = data.words;
    this.count = data.count;
    // An answer to an earlier press does not take back the later ones.
    if (this.asked === undefined || data.at === this.asked) this.asked = undefined;
    if (this.asked === undefined) this.at = data.at;
    // The place of the figure is that of the slide before, and may stand at its end.
    if (data.at !== this.drawn) document.querySelector(FIGURE)?.scrollTo({ top: 0, behavior: "instant" });
    this.drawn = data.at;
    this.root.querySelector(".title").textContent = data.title;
    for (const name of ["back", "next", "screen", "leave"]) {
      this.part(name).title = data.words[name];
      this.part(name).ariaLabel = data.words[name];
    }
    this.part("leave").textContent = data.words.leave;
    this.#show();
  }

  end() {
    clearTimeout(this.rest);
    this.life.abort();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  #wake() {
    clearTimeout(this.rest);
    this.root.querySelector(".bar").classList.add("awake");
    this.rest = setTimeout(() => this.root.querySelector(".bar").classList.remove("awake"), REST_MS);
  }

  #show() {
    const spoken = `${this.words.slide} ${this.at + 1} / ${this.count}`;
    const counter = this.root.querySelector(".count");
    if (counter.textContent !== spoken) counter.textContent = spoken;
    this.part("back").disabled = this.at === 0;
    this.part("next").disabled = this.at === this.count - 1;
    this.root.querySelector(".track div").style.width = `${((this.at + 1) / this.count) * 100}%`;
  }

  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    if (target instanceof Element && target.closest(BUSY)) return;
    const onButton = target instanceof Element && target.closest("button, a") && [" ", "Enter"].includes(event.key);
    if (onButton) return;
    const act =
      event.key === "Escape" ? () => this.#leave()
      : event.key === "Home" ? () => this.#go(0)
      : event.key === "End" ? () => this.#go(this.count - 1)
      : event.key === "f" || event.key === "F" ? () => this.#screen()
      : BACK.includes(event.key) || (event.key === " " && event.shiftKey) ? () => this.#back()
      : NEXT.includes(event.key) ? () => this.#next()
      : null;
    if (!act) return;
    event.preventDefault();
    act();
  }

  #next() {
    if (!this.#scroll(1)) this.#go(this.at + 1);
  }

  #back() {
    if (!this.#scroll(-1)) this.#go(this.at - 1);
  }

  /** Show more of a slide that is longer than its screen; whether there was more in that direction. */
  #scroll(way) {
    const figure = document.querySelector(FIGURE);
    // While another slide is on its way, what is seen is not what a press is about.
    if (!figure || this.asked !== undefined) return false;
    const rest = way > 0 ? figure.scrollHeight - figure.clientHeight - figure.scrollTop : figure.scrollTop;
    if (rest < LEAST_REST) return false;
    const steps = Math.ceil(rest / (figure.clientHeight * 0.85));
    figure.scrollBy({ top: (way * rest) / steps, behavior: "instant" });
    return true;
  }

  #go(wanted) {
    const at = Math.max(0, Math.min(this.count - 1, wanted));
    if (at === this.at) return;
    this.at = this.asked = at;
    this.#show();
    this.send("go", at);
  }

  #leave() {
    this.leaving = true;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.send("go", -1);
  }

  #screen() {
    if (document.fullscreenElement) {
      this.full = false; // asked for here: the presentation goes on in the window
      document.exitFullscreen().catch(() => {});
    } else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  /** In full screen the browser keeps Escape for itself: leaving it leaves the presentation. */
  #screenChanged() {
    if (document.fullscreenElement) this.full = true;
    else if (this.full && !this.leaving) {
      this.full = false;
      this.#leave();
    }
  }
}
