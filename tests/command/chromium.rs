//! A browser, driven by WebDriver (<https://www.w3.org/TR/webdriver2/>): a handful of its commands are
//! all that the tests need.

use crate::http::ask;
use crate::running::HANG;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Keys that are no letters.
pub(crate) mod key {
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const ENTER: char = '\u{E007}';
    pub(crate) const BACKSPACE: char = '\u{E003}';
}

/// One browser at a time: a few of them at once are slower than one after the other.
static ONE: Mutex<()> = Mutex::new(());

/// A browser with one page open; it ends with the test.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _alone: MutexGuard<'static, ()>,
}

impl Browser {
    /// A browser, or nothing where none is installed. That is said, and is a failure where
    /// `DATELINE_PROGRAMS` is set, as it is in the project's own checks.
    pub(crate) fn new() -> Option<Self> {
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = driver else {
            assert!(
                std::env::var_os("DATELINE_PROGRAMS").is_none(),
                "DATELINE_PROGRAMS is set and there is no chromedriver"
            );
            let test = std::thread::current().name().unwrap_or_default().to_owned();
            // Written past the test harness, which hides what a test that passes prints.
            let _ = writeln!(std::io::stderr(), "NOT TESTED: {test}: `chromedriver` is not installed");
            return None;
        };
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok()
        });
        let port = port.unwrap();
        // The driver must not wait for somebody to read what it says.
        std::thread::spawn(move || lines.for_each(drop));
        let mut browser = Self { driver, port, session: String::new(), _alone: alone };
        let args =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=900,700"];
        let wanted = json!({ "capabilities": { "alwaysMatch": { "browserName": "chrome", "goog:chromeOptions": { "args": args } } } });
        browser.session = browser.send("POST", "/session", &wanted)["sessionId"].as_str().unwrap().to_owned();
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, what: &Value) -> Value {
        let body = if method == "POST" { what.to_string() } else { String::new() };
        let got = ask(self.port, method, path, &["Content-Type: application/json"], &body);
        let mut answer: Value = serde_json::from_slice(&got.body).unwrap();
        assert_eq!(got.status, 200, "{path}: {answer}");
        answer["value"].take()
    }

    fn command(&self, command: &str, what: &Value) -> Value {
        self.send("POST", &format!("/session/{}/{command}", self.session), what)
    }

    pub(crate) fn open(&self, url: &str) {
        self.command("url", &json!({ "url": url }));
    }

    /// What a script returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What a script gives to the function that is its only argument.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.command("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Tells the browser something that WebDriver has no word for, by the Chrome DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, with: &Value) {
        self.command("goog/cdp/execute", &json!({ "cmd": command, "params": with }));
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&self, expression: &str) {
        let begin = Instant::now();
        while self.run(&format!("return !!({expression})")) != json!(true) {
            if begin.elapsed() > HANG {
                let page = self.run("return document.documentElement.outerHTML");
                panic!("never true: {expression}\n{}", page.as_str().unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Presses keys, one after the other, wherever the page has its focus: letters, or those of [`key`].
    pub(crate) fn press(&self, keys: &str) {
        let each = |c: char| [json!({ "type": "keyDown", "value": c }), json!({ "type": "keyUp", "value": c })];
        let actions: Vec<Value> = keys.chars().flat_map(each).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.command("actions", &json!({ "actions": [keyboard] }));
    }

    /// Goes on from part to part with the tabulator until an expression is true, `element` being the part.
    pub(crate) fn tab_until(&self, expression: &str) {
        for _ in 0..60 {
            let reached = format!("const element = document.activeElement; return !!({expression})");
            if self.run(&reached) == json!(true) {
                return;
            }
            self.press(&key::TAB.to_string());
        }
        panic!("no key leads to {expression}");
    }

    /// What a part of the page is and is called to those who cannot see it, as the browser tells them.
    pub(crate) fn told(&self, selector: &str) -> (String, String) {
        let found = self.command("element", &json!({ "using": "css selector", "value": selector }));
        let element = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str).unwrap();
        let of = |what: &str| {
            let path = format!("/session/{}/element/{element}/{what}", self.session);
            self.send("GET", &path, &Value::Null).as_str().unwrap_or_default().to_owned()
        };
        (of("computedrole"), of("computedlabel"))
    }

    /// Opens another tab and goes there.
    pub(crate) fn new_tab(&self) {
        let tab = self.command("window/new", &json!({ "type": "tab" }));
        self.go_to_tab(&tab["handle"]);
    }

    pub(crate) fn tab(&self) -> Value {
        self.send("GET", &format!("/session/{}/window", self.session), &Value::Null)
    }

    pub(crate) fn go_to_tab(&self, handle: &Value) {
        self.command("window", &json!({ "handle": handle }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.send("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
