/** The years: a slider and a button that plays them in the browser, without asking the server. */

const STEP_MS = 1100;
const CALM_MS = 2200; // for those who asked their system for less motion

export class Timeline {
  constructor({ bar, play, slider, year }, onShow, onSettle) {
    Object.assign(this, { bar, play, slider, year, onShow, onSettle, timer: 0, labels: [] });
    play.addEventListener("click", () => (this.timer ? this.pause() : this.start()));
    slider.addEventListener("input", () => {
      this.stop();
      onShow(Number(slider.value));
    });
    slider.addEventListener("change", () => onSettle());
    // A page in the background does not play on unseen.
    this.hidden = () => document.hidden && this.timer && this.pause();
    document.addEventListener("visibilitychange", this.hidden);
  }

  get playing() {
    return this.timer !== 0;
  }

  draw(labels, at) {
    this.labels = labels;
    this.bar.hidden = labels.length < 2;
    this.slider.max = String(labels.length - 1);
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", labels[at]);
    this.year.textContent = labels[at];
    if (this.bar.hidden) this.stop();
  }

  start() {
    const last = this.labels.length - 1;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (Number(this.slider.value) >= last) this.onShow(0);
    this.timer = setInterval(() => {
      const next = Number(this.slider.value) + 1;
      this.onShow(next);
      if (next >= last) this.pause();
    }, calm ? CALM_MS : STEP_MS);
    this.#label();
  }

  pause() {
    this.stop();
    this.onSettle();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.#label();
  }

  #label() {
    this.play.setAttribute("aria-label", this.timer ? "Mettre en pause" : "Lire les années");
    this.play.title = this.play.getAttribute("aria-label");
    this.play.dataset.icon = this.timer ? "pause" : "play";
  }

  destroy() {
    this.stop();
    document.removeEventListener("visibilitychange", this.hidden);
  }
}
