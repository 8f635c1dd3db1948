// Inside Telegram: hand over what Telegram has signed, and close the page at the end.
// Telegram passes it in the fragment, which no server sees; its own script is not needed.
"use strict";
(function () {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const signed = fragment.get("tgWebAppData");
  const form = document.getElementById("inside");
  function tell(event) {
    if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(event, "{}");
    else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: event, eventData: {} }), "https://web.telegram.org");
  }
  if (form && signed) {
    form.elements.init_data.value = signed;
    document.querySelector("[data-outside]").hidden = true;
    tell("web_app_expand");
    form.submit();
  }
  const close = document.querySelector("[data-close]");
  if (close && (window.TelegramWebviewProxy || window.parent !== window)) {
    close.hidden = false;
    close.addEventListener("click", () => tell("web_app_close"));
  }
})();
