// Runs in pages of the preview only. It hears of each new edition of the site, asks for its own page
// again, and changes what is different: styles are swapped, a page without scripts is changed in
// place, a page with scripts is loaded again with its scroll kept.
(() => {
  "use strict";
  const own = document.currentScript;
  const home = new URL(".", own.src);
  const SCROLL = "dateline-scroll";
  let { tag, page, words, edition } = own.dataset;
  let source = null;

  // Events.

  const connect = () => {
    if (document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
    source = new EventSource(new URL(`events?since=${edition}`, home));
    source.addEventListener("edition", event => {
      edition = event.lastEventId;
      const { touched, go } = JSON.parse(event.data);
      if (go && new URL(go, location).pathname !== location.pathname) {
        location.assign(go);
        return;
      }
      touched.forEach(refresh);
      check();
    });
    // A browser gives up for good when something else answers in the server's place.
    source.addEventListener("error", () => setTimeout(connect, 1000));
  };
  const disconnect = () => {
    if (source) source.close();
    source = null;
  };
  // A browser opens six connections to a host; a tab that nobody sees must not hold one.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  // The page.

  let checking = false, again = false;
  const check = async () => {
    again = true;
    if (checking) return;
    checking = true;
    while (again) {
      again = false;
      // A server that has gone comes back with an event.
      await look().catch(() => {});
    }
    checking = false;
  };

  const look = async () => {
    const reply = await fetch(location.href, { cache: "no-store", headers: { "If-None-Match": tag } });
    if (reply.status === 304) return;
    if (reply.redirected) return location.replace(reply.url);
    const doc = new DOMParser().parseFromString(await reply.text(), "text/html");
    const theirs = doc.querySelector("script[data-dateline]");
    if (!theirs) return reload();
    const before = { page, words };
    ({ tag, page, words } = theirs.dataset);
    show(doc.querySelector("template[data-dateline]"));
    if (page === before.page) return;
    const hasScripts = [document, doc].some(one => [...one.scripts].some(isActive));
    if (words !== before.words && hasScripts) return reload();
    morph(document.head, doc.head);
    if (words === before.words) return;
    attributes(document.documentElement, doc.documentElement);
    morph(document.body, doc.body);
    document.dispatchEvent(new Event("dateline:changed"));
  };

  const isActive = script =>
    !("dateline" in script.dataset) && /^(|module|(text|application)\/(java|ecma)script)$/i.test(script.type);

  const reload = () => {
    sessionStorage.setItem(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };
  const kept = JSON.parse(sessionStorage.getItem(SCROLL) || "null");
  sessionStorage.removeItem(SCROLL);
  if (kept && kept[0] === location.pathname) {
    const back = () => scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
    back();
    addEventListener("load", back);
  }

  // Makes one node like another, and leaves alone what is alike already.
  const morph = (from, to) => {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      from.nodeValue = to.nodeValue;
      return;
    }
    attributes(from, to);
    const wanted = [...to.childNodes];
    let at = from.firstChild;
    wanted.forEach((want, number) => {
      const same = following(at, node => node.isEqualNode(want));
      if (same) {
        while (at !== same) at = drop(at);
        at = at.nextSibling;
      } else if (at && isAlike(at, want) && !wanted.slice(number + 1).some(later => later.isEqualNode(at))) {
        const old = at;
        at = at.nextSibling;
        isStyles(old) ? swap(old, want) : morph(old, want);
      } else {
        from.insertBefore(document.importNode(want, true), at);
      }
    });
    while (at) at = drop(at);
  };

  const attributes = (from, to) => {
    // What a reader has opened stays open.
    for (const { name } of [...from.attributes])
      if (!to.hasAttribute(name) && !(name === "open" && from.localName === "details")) from.removeAttribute(name);
    for (const { name, value } of to.attributes)
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  };

  const following = (node, test) => {
    for (; node; node = node.nextSibling) if (test(node)) return node;
    return null;
  };
  const drop = node => {
    const next = node.nextSibling;
    // Styles that are being replaced go when the new ones have come.
    if (!(node.dataset && "datelineOld" in node.dataset)) node.remove();
    return next;
  };
  const isAlike = (one, other) =>
    one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id || "") === (other.id || "") &&
    !(one.dataset && "datelineOld" in one.dataset);
  const isStyles = node => node.nodeName === "LINK" && node.rel === "stylesheet";

  // Styles come in place of the old ones when they are there, so that a page is never without.
  const swap = (old, want) => {
    const fresh = document.importNode(want, true);
    old.dataset.datelineOld = "";
    fresh.addEventListener("load", () => old.remove());
    fresh.addEventListener("error", () => old.remove());
    old.after(fresh);
  };

  // A picture that changed under its address.
  const refresh = path => {
    const is = url => url && new URL(url, location).pathname === path;
    const stamped = url => {
      const fresh = new URL(url, location);
      fresh.searchParams.set("edition", edition);
      return fresh.href;
    };
    for (const node of document.querySelectorAll("[src]")) if (is(node.getAttribute("src"))) node.src = stamped(node.src);
    for (const node of document.querySelectorAll("[srcset]"))
      node.srcset = node.srcset.replace(/[^\s,]+(?=\s|,|$)/g, url => (is(url) ? stamped(url) : url));
    for (const node of document.querySelectorAll("link[href]")) if (is(node.getAttribute("href"))) node.href = stamped(node.href);
  };

  // Findings, over the page and apart from its styles. Their words are escaped by the server.

  const STYLE = `
    :host { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: rgb(20 20 24 / .92); color: #eee;
      font: 15px/1.5 ui-monospace, Menlo, Consolas, monospace; padding: 2rem; }
    article { max-width: 60rem; margin: 0 auto 1.5rem; padding: 1rem 1.5rem; background: #26262c; border-left: 4px solid #f66; }
    h2 { font-size: 1rem; margin: 0 0 .5rem; } .severity { color: #f88; } code { color: #fc9; } pre { overflow: auto; margin: .3rem 0; }
    pre code { color: #eee; } mark { background: none; color: #f88; text-decoration: underline wavy #f66; }
    figure { margin: .5rem 0; } p { margin: .3rem 0; } b { color: #9cf; font-weight: normal; }
    button { position: fixed; top: 1rem; right: 1rem; font: inherit; color: inherit; background: #44444c; border: 0; padding: .3rem .8rem; cursor: pointer; }`;
  let overlay = null;
  const show = template => {
    if (overlay) overlay.remove();
    overlay = null;
    if (!template) return;
    overlay = document.createElement("dateline-findings");
    const inside = overlay.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    inside.adoptedStyleSheets = [style];
    const close = document.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => show(null));
    inside.append(close, document.importNode(template.content, true));
    document.documentElement.append(overlay);
  };
  addEventListener("keydown", event => event.key === "Escape" && overlay && show(null));

  show(document.querySelector("template[data-dateline]"));
  connect();
})();
