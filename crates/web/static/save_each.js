// Keeps each answer the moment it is given, on the page of all questions; where it needs help beside it, the help is shown. Without this the buttons
// do the same.
"use strict";
for (const form of document.querySelectorAll("form[data-saves-each]")) {
  form.addEventListener("change", async (event) => {
    const field = event.target;
    if (!field.name || !field.name.startsWith("a.")) {
      return;
    }
    const body = new URLSearchParams([["each", "yes"], [field.name, field.value]]);
    for (const hidden of form.querySelectorAll("input[type=hidden]")) {
      body.append(hidden.name, hidden.value);
    }
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive: true });
      if (answer.redirected && new URL(answer.url).pathname.endsWith("/help")) {
        location.assign(answer.url);
      }
    } catch {
      // The button sends it again.
    }
  });
}
