// What htmx does not do: says when the connection is gone, asks by itself while it is, keeps a
// double click from calling two people, and on the board keeps clock, highlight and help going.
"use strict";
(() => {
  const SILENCE_MS = 35000; // the server speaks every 15 to 30 seconds
  const ASK_MS = 5000;
  const PRESS_MS = 1000;
  const FRESH_MS = 8000;
  const HELP_MS = 10000;
  const byId = (id) => document.getElementById(id);
  const live = byId("live");
  const told = { at: Date.now(), connection: null, lost: false };

  // --- connection -------------------------------------------------------------------------
  const show = (id, shown) => { const box = byId(id); if (box) box.hidden = !shown; };
  const heard = () => { told.at = Date.now(); told.lost = false; show("connection", false); };
  const lost = () => { told.lost = true; show("connection", true); };

  const gone = () => {
    // Signed out: say so where somebody looks, never a page that silently stopped.
    if (document.body.classList.contains("staff")) location.assign("/staff/login?reason=expired&next=" + encodeURIComponent(location.pathname + location.search));
    else location.reload();
  };

  const ask = async () => {
    // Streams do not pass some proxies; a plain look does.
    try {
      const reply = await fetch(live.dataset.state, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(ASK_MS) });
      if (reply.headers.get("HX-Redirect")) return gone();
      if (!reply.ok) return lost();
      const text = await reply.text();
      await htmx.swap({ sourceElement: live, target: live, swap: "none", text, transition: false });
      settled();
      show("connection", false);
      told.lost = false;
    } catch { lost(); }
  };

  if (live) {
    live.addEventListener("htmx:sse:after:connection", (event) => { told.connection = event.detail.connection; heard(); });
    live.addEventListener("htmx:sse:before:message", heard);
    live.addEventListener("htmx:sse:after:message", () => settled());
    live.addEventListener("htmx:sse:error", lost);
    live.addEventListener("htmx:sse:close", lost);
    live.addEventListener("htmx:error", lost);
    live.addEventListener("trouble", lost);
    live.addEventListener("gone", gone);
    addEventListener("offline", lost);
    addEventListener("online", () => { if (told.connection?.reader) told.connection.reader.cancel(); ask(); });
    setInterval(() => {
      if (document.hidden && !document.body.classList.contains("staff")) return;
      const silent = Date.now() - told.at > SILENCE_MS;
      if (silent && told.connection?.reader) told.connection.reader.cancel(); // htmx then connects anew
      if (silent || told.lost) ask();
      if (silent && !live._htmx?.sse) htmx.ajax("GET", live.getAttribute("hx-sse:connect"), { source: live });
    }, ASK_MS);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  }

  // --- buttons ----------------------------------------------------------------------------
  document.addEventListener("htmx:response:error", (event) => {
    if (event.target !== live) show("trouble", true);
  });
  document.addEventListener("htmx:error", (event) => { if (event.target !== live) show("trouble", true); });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target !== live) show("trouble", false);
    settled();
  });

  // The second half of a double click would hit the button that the first has already renewed.
  const pressed = new Map();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const key = form.id || form.getAttribute("action");
    const now = Date.now();
    if (now - (pressed.get(key) ?? 0) < PRESS_MS) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    pressed.set(key, now);
  }, true);

  document.addEventListener("keydown", (event) => {
    // By the place of the key: N on a Russian keyboard types another letter.
    if (event.code !== "KeyN" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const next = byId("next");
    if (next && !next.disabled) { event.preventDefault(); byId("next-form").requestSubmit(next); }
  });

  // --- alarms -----------------------------------------------------------------------------
  const sound = byId("sound");
  let audio = null;
  const wanted = () => localStorage.getItem("alarm-sound") === "on";
  const tone = () => {
    if (!audio || audio.state !== "running") return;
    for (const [at, pitch] of [[0, 880], [0.22, 660], [0.44, 880]]) {
      const wave = audio.createOscillator(), volume = audio.createGain();
      wave.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.2);
      wave.connect(volume).connect(audio.destination);
      wave.start(audio.currentTime + at);
      wave.stop(audio.currentTime + at + 0.2);
    }
  };
  const alarms = () => [...document.querySelectorAll("[data-alarm]")].map((one) => one.dataset.alarm);
  let rung = new Set(alarms());
  const ring = () => {
    const open = alarms();
    if (wanted() && open.some((one) => !rung.has(one))) tone();
    rung = new Set(open);
    const plain = document.title.replace(/^\(\d+\) /, "");
    document.title = open.length ? `(${open.length}) ${plain}` : plain;
  };
  if (sound) {
    sound.hidden = false;
    const start = () => { audio ??= new AudioContext(); audio.resume(); };
    const draw = () => sound.setAttribute("aria-pressed", String(wanted()));
    sound.addEventListener("click", () => {
      localStorage.setItem("alarm-sound", wanted() ? "off" : "on");
      draw();
      if (wanted()) { start(); tone(); }
    });
    // Browsers let a page sound only after somebody touched it.
    document.addEventListener("pointerdown", () => { if (wanted()) start(); });
    document.addEventListener("keydown", () => { if (wanted()) start(); });
    draw();
    // Until somebody goes there, it is said again.
    setInterval(() => { if (wanted() && alarms().length) tone(); }, 15000);
  }

  // --- board ------------------------------------------------------------------------------
  const clock = byId("clock");
  const fresh = new Map();
  let ahead = 0; // of our own clock: screens in halls are rarely set right
  let first = true;
  const highlight = () => {
    const now = byId("board-now")?.dataset.now;
    if (now === undefined) return;
    const at = Date.parse(now);
    ahead = at - Date.now();
    for (const call of document.querySelectorAll("[data-call]")) {
      const key = call.dataset.call;
      if (!fresh.has(key)) {
        const age = at - Date.parse(call.dataset.called);
        fresh.set(key, first && age > FRESH_MS ? 0 : Date.now());
      }
      const left = fresh.get(key) + FRESH_MS - Date.now();
      call.classList.toggle("fresh", left > 0);
      if (left > 0) setTimeout(highlight_off, left + 20);
    }
    if (fresh.size > 500) for (const key of [...fresh.keys()].slice(0, 400)) fresh.delete(key);
    first = false;
  };
  const highlight_off = () => {
    for (const call of document.querySelectorAll(".fresh[data-call]")) {
      if ((fresh.get(call.dataset.call) ?? 0) + FRESH_MS <= Date.now()) call.classList.remove("fresh");
    }
  };
  if (clock) {
    const format = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone });
    setInterval(() => { clock.textContent = format.format(new Date(Date.now() + ahead)); }, 1000);
    const lines = [...byId("help").children];
    let line = 0;
    setInterval(() => {
      lines[line].hidden = true;
      line = (line + 1) % lines.length;
      lines[line].hidden = false;
    }, HELP_MS);
  }

  // --- ticket -----------------------------------------------------------------------------
  let status = byId("turn")?.dataset.status;
  const turn = () => {
    const now = byId("turn");
    if (!now) return;
    document.title = now.dataset.title;
    if (now.dataset.status === "called" && status !== "called") navigator.vibrate?.([300, 150, 300]);
    status = now.dataset.status;
  };

  function settled() {
    highlight();
    turn();
    ring();
  }
  settled();
})();
