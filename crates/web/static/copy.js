// Puts the words of the element that a button names onto the clipboard. Without this they can be selected and copied by hand.
"use strict";
for (const button of document.querySelectorAll("button[data-copies]")) {
  const words = document.getElementById(button.dataset.copies);
  const done = document.getElementById(button.dataset.says);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (words.select) {
      words.select();
    } else {
      getSelection().selectAllChildren(words);
    }
    try {
      await navigator.clipboard.writeText(words.value ?? words.innerText);
    } catch {
      document.execCommand("copy");
    }
    done.textContent = button.dataset.done;
  });
}
