/**
 * Mouse, wheel, fingers and keys on the map's surface, turned into moves of the view and calls of `pointing`.
 *
 * The page must stay scrollable over the map: the wheel zooms with Ctrl (which is also what a pinch on
 * a touchpad sends) or once the map has the focus, one finger scrolls the page, two move the pointing.
 */

import { STEP } from "./view.js";

const CLICK_SLACK = 4; // pixels a press may slip and still be a click
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function listen(surface, pointing, view) {
  let drag = null;
  let fingers = null;

  const place = (event) => {
    const box = surface.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  surface.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    drag = { at: [event.clientX, event.clientY], moved: false };
    surface.setPointerCapture(event.pointerId);
  });
  surface.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    if (!drag) return pointing.hoverAt(...place(event));
    const dx = event.clientX - drag.at[0], dy = event.clientY - drag.at[1];
    if (!drag.moved && Math.hypot(dx, dy) < CLICK_SLACK) return;
    drag.moved = true;
    drag.at = [event.clientX, event.clientY];
    surface.classList.add("dragging");
    view.panBy(dx, dy);
  });
  const release = () => {
    surface.classList.remove("dragging");
    // The click that follows a drag must not select; it comes before this timer.
    setTimeout(() => (drag = null));
  };
  surface.addEventListener("pointerup", release);
  surface.addEventListener("pointercancel", release);
  surface.addEventListener("pointerleave", () => pointing.hoverNothing());
  surface.addEventListener("click", (event) => {
    if (drag?.moved) return;
    pointing.clickAt(...place(event), event.pointerType === "touch");
  });
  surface.addEventListener("dblclick", (event) => view.zoomAt(STEP, ...place(event)));

  surface.addEventListener(
    "wheel",
    (event) => {
      const focused = surface.matches(":focus");
      if (!event.ctrlKey && !event.metaKey && !focused) return pointing.hint("wheel");
      // At the end of the range the page takes over again, so that nobody is held on the pointing.
      if (!event.ctrlKey && event.deltaY > 0 && view.k <= 1) return;
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? 30 : 1);
      view.zoomAt(Math.exp(-Math.max(-150, Math.min(150, pixels)) * 0.004), ...place(event));
    },
    { passive: false },
  );

  const spread = (touches) => {
    const [one, two] = [place(touches[0]), place(touches[1])];
    return {
      x: (one[0] + two[0]) / 2,
      y: (one[1] + two[1]) / 2,
      gap: Math.max(1, Math.hypot(one[0] - two[0], one[1] - two[1])),
    };
  };
  const touched = (event) => {
    if (event.touches.length === 2) {
      event.preventDefault();
      fingers = spread(event.touches);
    } else fingers = null;
  };
  surface.addEventListener("touchstart", touched, { passive: false });
  surface.addEventListener("touchend", touched, { passive: false });
  surface.addEventListener(
    "touchmove",
    (event) => {
      if (!fingers) return pointing.hint("touch");
      event.preventDefault();
      const now = spread(event.touches);
      view.panBy(now.x - fingers.x, now.y - fingers.y);
      view.zoomAt(now.gap / fingers.gap, now.x, now.y);
      fingers = now;
    },
    { passive: false },
  );

  surface.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) view.panBy(-arrow[0] * 80, -arrow[1] * 80);
    else if (arrow) pointing.step(...arrow);
    else if (event.key === "+" || event.key === "=") pointing.zoom(STEP);
    else if (event.key === "-") pointing.zoom(1 / STEP);
    else if (event.key === "0" || event.key === "Home") pointing.recentre();
    else if (event.key === "Enter" || event.key === " ") pointing.choose();
    else if (event.key === "p" || event.key === "P") pointing.stepPoint();
    else if (event.key === "Escape") pointing.escape();
    else return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has one-letter shortcuts of its own
  });
}
