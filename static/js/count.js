/* How many signs of a text are left, while it is typed: counted as the server counts (rulebook/visible.py),
   shown at once, and said aloud when the person pauses and the limit is near. */

const JOINER = 0x200d;
const MODIFIERS = [[0x200c, 0x200d], [0x1f3fb, 0x1f3ff], [0xe0020, 0xe007f]];
const FLAG_LETTERS = [[0x1f1e6, 0x1f1ff]];
const PICTURES = [
  [0xa9, 0xa9], [0xae, 0xae], [0x203c, 0x203c], [0x2049, 0x2049], [0x2122, 0x2122], [0x2139, 0x2139],
  [0x2190, 0x23ff], [0x25a0, 0x27bf], [0x2900, 0x297f], [0x2b00, 0x2bff], [0x3030, 0x303d],
  [0x3297, 0x3299], [0x1f000, 0x1f1e5], [0x1f200, 0x1faff],
];
const FIRST_SPECIAL = 0xa9;
const MARK = /^\p{M}$/u;

const within = (point, ranges) =>
  point >= FIRST_SPECIAL && ranges.some(([first, last]) => first <= point && point <= last);

/** Count the signs that people see: å is one however it was typed, so are a line break, a flag, a family. */
export function visibleLength(text) {
  const whole = text.replaceAll("\r\n", "\n").normalize("NFC");
  let count = 0;
  let before = 0;
  let picture = false;
  let letters = 0;
  for (const sign of whole) {
    const point = sign.codePointAt(0);
    const drawn = point >= FIRST_SPECIAL && (MARK.test(sign) || within(point, MODIFIERS));
    const drawnUpon = drawn && before !== 0 && before !== 10 && before !== 13;
    const glued = before === JOINER && picture && within(point, PICTURES);
    const isLetter = within(point, FLAG_LETTERS);
    const secondLetter = isLetter && letters % 2 === 1;
    letters = isLetter ? letters + 1 : 0;
    if (!(drawnUpon || glued || secondLetter)) count += 1;
    picture = drawnUpon ? picture : within(point, PICTURES);
    before = point;
  }
  return count;
}

const PAUSE = 1000; // milliseconds without typing before a count is said
const NEAR = 0.8; // of the limit

/* <p class="count" data-count-for="id" data-limit="1500" data-left="… {n} …" data-over="… {n} …">;
   with data-near it is shown only when the limit is near (cells of tables). */
function follow(count) {
  const field = document.getElementById(count.dataset.countFor);
  if (!field) return;
  const limit = Number(count.dataset.limit);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  count.after(said);
  let pause = 0;
  const show = () => {
    const length = visibleLength(field.value.trim());
    const over = length > limit;
    const words = over ? count.dataset.over : count.dataset.left;
    count.textContent = words.replace("{n}", numbers.format(Math.abs(limit - length)));
    count.classList.toggle("count--over", over);
    if ("near" in count.dataset) count.hidden = length < limit * NEAR;
    return length;
  };
  field.addEventListener("input", () => {
    const length = show();
    clearTimeout(pause);
    pause = setTimeout(() => {
      said.textContent = length < limit * NEAR ? "" : count.textContent;
    }, PAUSE);
  });
  show();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-count-for]").forEach(follow);
