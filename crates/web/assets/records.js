// What we knew when: the slider says where it stands while it moves, and shows the page when it is let go. Without this
// the form has a button, and beside it are buttons for every step.
const form = document.querySelector("[data-knew]");
const slide = form?.querySelector("input[type=range]");
if (slide) {
  const status = document.getElementById("knew-here");
  const shown = slide.value;
  slide.addEventListener("input", () => {
    const stop = document.querySelector(`#knew-stops option[value="${slide.value}"]`);
    status.textContent = stop ? stop.label : slide.value;
  });
  // A key press is a step; a row of them is one wish.
  let wait = 0;
  slide.addEventListener("change", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { if (slide.value !== shown) form.requestSubmit(); }, 500);
  });
}
