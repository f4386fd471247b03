/* The chat form without page loads. Where anything here is missing, the form works by itself. */
(function () {
  "use strict";
  if (!window.fetch || !window.FormData || !window.tinbaoChat || !window.crypto) return;
  const form = document.getElementById("soan");
  const text = document.getElementById("loi-nhan");
  const input = document.getElementById("tep");
  const names = document.getElementById("ten-tep");
  const refused = document.getElementById("loi");
  const box = document.getElementById("nhat-ky");
  const notice = document.getElementById("bao");
  const log = new window.tinbaoChat.ChatLog(box);
  const listener = new window.tinbaoChat.Listener(log, notice);
  let chosen = [];
  let hasChat = box.dataset.hasChat === "yes";
  let queue = Promise.resolve();

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function refuse(sentence) {
    refused.textContent = sentence;
    refused.hidden = !sentence;
  }

  function listChosen() {
    names.textContent = "";
    names.hidden = !chosen.length;
    chosen.forEach((file, place) => {
      const item = document.createElement("li");
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = "Bỏ";
      drop.setAttribute("aria-label", "Bỏ tệp " + file.name);
      drop.addEventListener("click", () => {
        chosen.splice(place, 1);
        listChosen();
        input.focus();
      });
      item.append(file.name, drop);
      names.append(item);
    });
  }

  function choose() {
    const all = chosen.concat(Array.from(input.files));
    input.value = ""; // so that the same file can be chosen again
    refuse("");
    chosen = all.filter((file) => file.size <= Number(form.dataset.mostFileBytes));
    if (chosen.length < all.length) refuse(form.dataset.tooBig);
    if (chosen.length > Number(form.dataset.mostFiles)) refuse(form.dataset.tooMany);
    chosen = chosen.slice(0, Number(form.dataset.mostFiles));
    while (chosen.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.mostTogether)) {
      chosen.pop();
      refuse(form.dataset.tooHeavy);
    }
    listChosen();
  }

  class Refusal extends Error {}

  async function check(response) {
    if (response.ok) return;
    const isProblem = (response.headers.get("content-type") || "").includes("problem+json");
    const detail = isProblem ? (await response.json()).detail : "";
    throw new Refusal(detail || "Máy chủ đang bận. Bạn đợi một chút rồi bấm Gửi lại.");
  }

  async function startChat() {
    await check(await fetch("/api/v1/chat", { method: "POST" }));
    hasChat = true;
  }

  function post(message) {
    const body = new FormData();
    body.append("id", message.id);
    body.append("text", message.text);
    if (message.button) body.append("button", message.button);
    message.files.forEach((file) => body.append("files", file, file.name));
    return fetch("/api/v1/chat/messages", { method: "POST", body: body });
  }

  async function deliver(message) {
    if (!hasChat) await startChat();
    let response = await post(message);
    if (response.status === 401) {
      await startChat(); // the old one ended meanwhile; what was typed must not be lost
      log.last = 0;
      response = await post(message);
    }
    await check(response);
  }

  async function send(message, pending) {
    try {
      await deliver(message);
      log.unsavedCode = null; // whoever goes on has seen what was shown
      await listener.fetchNews(0);
      if (pending) log.remove(pending);
      listener.begin();
    } catch (error) {
      const sentence = error instanceof Refusal ? error.message : "Không có mạng, hoặc máy chủ chưa trả lời.";
      if (pending) log.markFailed(pending, sentence, () => enqueue(message, pending));
      else notice.textContent = sentence + " Bạn bấm lại nút đó giúp.";
      if (!pending) setPressed(false);
    }
  }

  function enqueue(message, pending) {
    queue = queue.then(() => send(message, pending));
  }

  function setPressed(isPressed) {
    box.querySelectorAll("button[name=button]").forEach((button) => {
      button.disabled = isPressed;
    });
  }

  function sendWords() {
    const message = { id: newId(), text: text.value, files: chosen };
    enqueue(message, log.addPending(text.value, chosen.map((file) => file.name)));
    text.value = "";
    chosen = [];
    listChosen();
    refuse("");
  }

  function press(button) {
    if (text.value.trim() || chosen.length) {
      sendWords(); // a card must never be sent without what its reader just added
      return;
    }
    setPressed(true);
    const message = { id: newId(), text: "", button: button.value, files: [] };
    enqueue(message, null);
    queue = queue.then(() => {
      if (button.disabled) button.closest(".choices").remove();
      box.focus({ preventScroll: true });
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim() || chosen.length) sendWords();
    else text.focus();
    if (matchMedia("(pointer: coarse)").matches) text.blur(); // the keyboard would cover the answer
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=button]");
    if (!button) return;
    event.preventDefault();
    press(button);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
  });
  input.addEventListener("change", choose);
  document.documentElement.classList.add("has-script");
  if (hasChat) listener.begin();
})();
