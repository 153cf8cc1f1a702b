// Says after each answer what the answers so far come to. Without this the button "Check" does the same.
"use strict";
for (const place of document.querySelectorAll("[data-live-score]")) {
  const form = place.closest("form");
  let asked = 0;
  form.addEventListener("change", async () => {
    const number = ++asked;
    // Somebody who keys from paper is quick: what is asked is said once they pause.
    await new Promise((done) => setTimeout(done, 250));
    if (number !== asked) {
      return;
    }
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "check");
    let said = [];
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        said = page.querySelector("[data-live-score]")?.childNodes ?? [];
      }
    } catch {
      // Nothing is said rather than what no longer holds.
    }
    if (number === asked) {
      place.replaceChildren(...said);
    }
  });
}
