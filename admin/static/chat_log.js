/* The message log: one server message is one block; what is being sent waits at its end until the server has it. */
(function () {
  "use strict";
  const CODE = /TB-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]/;
  const CLOCK = { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" };
  const NEAR_END_PIXELS = 240;
  const TALL = 0.8;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  class ChatLog {
    constructor(box) {
      this.box = box;
      this.last = Number(box.dataset.seen);
      this.pending = [];
      const code = box.querySelector(".code");
      this.unsavedCode = code ? Number(code.closest(".line").dataset.seq) : null;
    }

    /* Up to where the server may take our word that it was read. A receipt code counts as read only once its reader
       went on to do something: until then a reloaded page must still be able to show it. */
    get readUpTo() {
      return this.unsavedCode === null ? this.last : this.unsavedCode - 1;
    }

    add(lines) {
      const fresh = lines.filter((line) => line.seq > this.last);
      if (!fresh.length) return;
      const wasAtEnd = this.isAtEnd();
      const blocks = fresh.map((line) => this.addOne(line));
      const answer = blocks.find((block) => !block.classList.contains("from-you")) || blocks[0];
      if (wasAtEnd) this.show(answer);
    }

    /* Bring an answer into view; one too tall for the screen is read from its top. */
    show(block) {
      const isTall = block.offsetHeight > window.innerHeight * TALL;
      block.scrollIntoView({ block: isTall ? "start" : "nearest" });
    }

    addOne(line) {
      this.last = line.seq;
      if (line.from === "you") this.settle(line.text);
      const block = this.build(line.from, line.at);
      block.dataset.seq = line.seq;
      this.fillWords(block, line);
      if (line.buttons.length) this.addButtons(block, line.buttons);
      const waiting = this.pending.length ? this.pending[0].block : null;
      this.box.insertBefore(block, waiting);
      return block;
    }

    build(from, at) {
      const block = make("article", "line from-" + from);
      const who = make("p", "who", this.box.dataset["name" + from[0].toUpperCase() + from.slice(1)] + " ");
      const time = make("time", "", new Date(at).toLocaleTimeString("vi-VN", CLOCK));
      time.dateTime = at;
      who.append(time);
      const bubble = make("div", "bubble");
      bubble.append(make("p", "words"));
      block.append(who, bubble);
      return block;
    }

    fillWords(block, line) {
      const words = block.querySelector(".words");
      const found = line.from === "you" ? null : CODE.exec(line.text);
      if (!found) {
        words.textContent = line.text || "Ảnh, tệp bạn đã gửi";
        return;
      }
      this.unsavedCode = line.seq;
      const after = line.text.slice(found.index + found[0].length).replace(/^\n/, "");
      words.append(line.text.slice(0, found.index), make("strong", "code", found[0]), after);
    }

    addButtons(block, buttons) {
      this.dropButtons();
      const choices = make("p", "choices");
      for (const each of buttons) {
        const button = make("button", "", each.label);
        button.name = "button";
        button.value = each.payload;
        button.setAttribute("form", "soan");
        choices.append(button);
      }
      block.querySelector(".bubble").append(choices);
    }

    dropButtons() {
      this.box.querySelectorAll(".choices").forEach((choices) => {
        if (!choices.closest(".has-failed")) choices.remove();
      });
    }

    addPending(text, names) {
      const block = this.build("you", new Date().toISOString());
      block.classList.add("is-waiting");
      block.querySelector(".words").textContent = [text].concat(names).filter(Boolean).join("\n");
      block.querySelector(".who").append(" · đang gửi…");
      this.box.append(block);
      block.scrollIntoView({ block: "nearest" });
      const pending = { text: text.trim(), block: block };
      this.pending.push(pending);
      return pending;
    }

    /* The server has it: its own line takes the place of the waiting one. */
    remove(pending) {
      this.pending = this.pending.filter((other) => other !== pending);
      pending.block.remove();
    }

    settle(text) {
      const match = this.pending.find((pending) => pending.text === text.trim()) || this.pending[0];
      if (match) this.remove(match);
    }

    markFailed(pending, sentence, retry) {
      if (!pending.block.isConnected) return;
      pending.block.classList.remove("is-waiting");
      pending.block.classList.add("has-failed");
      pending.block.querySelector(".who").textContent = "Bạn · chưa gửi được";
      const again = make("button", "", "Gửi lại");
      again.type = "button";
      const choices = make("p", "choices");
      choices.append(again);
      const why = make("p", "why", sentence);
      why.setAttribute("role", "alert");
      pending.block.querySelector(".bubble").append(why, choices);
      again.addEventListener("click", () => {
        choices.remove();
        why.remove();
        pending.block.classList.remove("has-failed");
        pending.block.classList.add("is-waiting");
        retry();
      });
    }

    isAtEnd() {
      const bottom = this.box.getBoundingClientRect().bottom;
      return bottom < window.innerHeight + NEAR_END_PIXELS;
    }
  }

  window.tinbaoChat = { ChatLog: ChatLog };
})();
