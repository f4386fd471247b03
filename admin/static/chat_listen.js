/* Listening for news: one event stream while the page is looked at; where streams fail, long polls. */
(function () {
  "use strict";
  const PAUSES_SECONDS = [1, 2, 5, 10, 20];
  const STREAM_TRIES = 3;

  class Listener {
    constructor(log, words) {
      this.log = log;
      this.words = words;
      this.failures = 0;
      this.streamFailures = 0;
      this.isWanted = false;
      this.source = null;
      this.timer = null;
      this.isPolling = false;
      document.addEventListener("visibilitychange", () => (document.hidden ? this.pause() : this.start()));
      window.addEventListener("pagehide", () => this.pause());
      window.addEventListener("pageshow", (event) => event.persisted && this.start());
    }

    begin() {
      this.isWanted = true;
      this.start();
    }

    end() {
      this.isWanted = false;
      this.pause();
    }

    start() {
      if (!this.isWanted || this.source || document.hidden) return;
      if (window.EventSource && this.streamFailures < STREAM_TRIES) this.openStream();
      else this.poll(25);
    }

    pause() {
      clearTimeout(this.timer);
      if (this.source) this.source.close();
      this.source = null;
    }

    openStream() {
      const source = new EventSource("/api/v1/chat/stream?after=" + this.log.readUpTo);
      this.source = source;
      source.onopen = () => {
        this.streamFailures = 0;
        this.greet();
      };
      source.onmessage = (event) => this.log.add([JSON.parse(event.data)]);
      // a stream cannot say why it ended; a plain read can, and fetches what was missed
      source.onerror = () => {
        source.close();
        if (this.source !== source) return;
        this.source = null;
        this.streamFailures += 1;
        this.later(() => this.poll(0));
      };
    }

    async poll(seconds) {
      if (this.isPolling) return;
      this.isPolling = true;
      try {
        const isThere = await this.fetchNews(seconds);
        if (isThere) this.greet();
        if (isThere) this.later(() => this.start(), seconds ? 0 : 1);
      } catch (error) {
        this.failures += 1;
        this.words.textContent = "Mất kết nối, mình đang thử lại. Lời nhắn của bạn vẫn còn trên màn hình.";
        this.later(() => this.poll(0));
      } finally {
        this.isPolling = false;
      }
    }

    /* Read once what is new; false if the chat has ended. */
    async fetchNews(seconds) {
      const address = "/api/v1/chat/messages?after=" + this.log.readUpTo + (seconds ? "&wait=" + seconds : "");
      const response = await fetch(address, { cache: "no-store" });
      if (response.status === 401) {
        this.end();
        this.words.textContent = (await response.json()).detail;
        return false;
      }
      if (!response.ok) throw new Error(String(response.status));
      this.log.add((await response.json()).messages);
      return true;
    }

    greet() {
      this.failures = 0;
      this.words.textContent = "";
    }

    later(step, seconds) {
      if (!this.isWanted) return;
      const pause = seconds === undefined ? PAUSES_SECONDS[Math.min(this.failures, PAUSES_SECONDS.length - 1)] : seconds;
      clearTimeout(this.timer);
      this.timer = setTimeout(step, pause * 1000);
    }
  }

  window.tinbaoChat.Listener = Listener;
})();
