//! A real browser: Chromium, led through ChromeDriver, without a window.
//!
//! It sees a page as a person with these settings would ([`Look`]), and can be asked what is wrong with it ([`Chromium::faults`], by axe-core),
//! how it looks ([`Chromium::picture`]) and how it prints ([`Chromium::print`]).

use std::cell::{Cell, RefCell};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};
use tokio::runtime::Runtime;

use crate::server::Server;

const AXE: &str = include_str!("../axe-core/axe.min.js");

/// A browser asks nobody but the server of the test.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
];

/// A command that takes longer hangs.
const LONGEST_COMMAND: Duration = Duration::from_mins(1);

/// How somebody looks at a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) dark: bool,
    /// In CSS pixels.
    pub(crate) width: u32,
    pub(crate) scripts: bool,
}

impl Look {
    /// On a desk, by day.
    pub(crate) const DESK: Self = Self { dark: false, width: 1280, scripts: true };

    /// `light-1280`, for names of files and messages.
    pub(crate) fn name(self) -> String {
        let shade = if self.dark { "dark" } else { "light" };
        format!("{shade}-{}{}", self.width, if self.scripts { "" } else { "-without-scripts" })
    }
}

/// What axe-core looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// Everything of WCAG 2.2 A and AA, and its best practices.
    All,
    /// What depends on the colours.
    Contrast,
    /// What does not.
    Structure,
}

/// A running browser with one tab.
pub(crate) struct Chromium {
    driver: Option<WebDriver>,
    runtime: Runtime,
    chromedriver: Child,
    /// The address that was opened last, for messages.
    place: RefCell<String>,
    /// Whether the next page that is opened runs its scripts.
    scripts: Cell<bool>,
    /// What ChromeDriver goes on to say goes here: with nobody at this end it would stop.
    _said: BufReader<ChildStdout>,
    _profile: TempDir,
}

/// ChromeDriver, what it goes on to say, and the port on which it listens; `None` where it ended without one.
fn started() -> Option<(Child, BufReader<ChildStdout>, String)> {
    let mut chromedriver = Command::new(chromedriver());
    chromedriver.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut chromedriver = chromedriver.spawn().unwrap();
    let mut said = BufReader::new(chromedriver.stdout.take().unwrap());
    let port_of = |line: &str| line.split(" successfully on port ").nth(1).map(|port| port.trim_end_matches('.').to_owned());
    let port = said.by_ref().lines().map_while(Result::ok).find_map(|line| port_of(&line));
    let Some(port) = port else {
        let _it_ended_by_itself = (chromedriver.kill(), chromedriver.wait());
        return None;
    };
    Some((chromedriver, said, port))
}

impl Chromium {
    /// Starts ChromeDriver on a free port and a browser with an empty profile.
    pub(crate) fn start() -> Self {
        // Another one may take the port that it chose before it listens there: then it ends, and the next chooses another.
        let (chromedriver, said, port) = (0..3).find_map(|_| started()).expect("ChromeDriver says its port");
        let address = format!("http://127.0.0.1:{port}");
        let profile = TempDir::new().unwrap();
        let mut wishes = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            wishes.add_arg(argument).unwrap();
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display())).unwrap();
        if let Some(browser) = browser() {
            wishes.set_binary(&browser.to_string_lossy()).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let driver = runtime.block_on(WebDriver::new(&address, wishes));
        let driver = driver.unwrap_or_else(|error| panic!("Chromium does not start; does `cargo xtask needs` find it? {error}"));
        let browser = Self {
            driver: Some(driver),
            runtime,
            chromedriver,
            place: RefCell::default(),
            scripts: Cell::new(true),
            _said: said,
            _profile: profile,
        };
        browser.look(Look::DESK);
        browser
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("it is taken away only when the browser is dropped")
    }

    /// A command of the developers' protocol.
    fn command(&self, name: &str, parameters: &Json) -> Json {
        let protocol = self.driver().cdp();
        let sent = async { tokio::time::timeout(LONGEST_COMMAND, protocol.send_raw(name, parameters)).await };
        let answer = self.runtime.block_on(sent);
        let place = self.place.borrow();
        answer
            .unwrap_or_else(|_| panic!("{name} at {place}: no answer within {LONGEST_COMMAND:?}"))
            .unwrap_or_else(|error| panic!("{name} at {place}: {error:?}"))
    }

    /// Goes to an address and waits until the page is there.
    ///
    /// Where scripts are off, those of the page stay unrun, and `noscript` is shown. They are off only while the page arrives: timers stand still
    /// without scripts, and what asks the page about itself afterwards, axe-core first, would now and then wait for one for ever.
    pub(crate) fn open(&self, address: &str) {
        self.command("Emulation.setScriptExecutionDisabled", &json!({ "value": !self.scripts.get() }));
        address.clone_into(&mut self.place.borrow_mut());
        self.runtime.block_on(self.driver().goto(address)).unwrap_or_else(|error| panic!("{address}: {error:?}"));
        self.command("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    }

    /// From now on, pages are seen like this; with or without scripts from the next one that is opened.
    pub(crate) fn look(&self, look: Look) {
        let size = json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", &size);
        let shade = if look.dark { "dark" } else { "light" };
        self.command("Emulation.setEmulatedMedia", &json!({ "features": [{ "name": "prefers-color-scheme", "value": shade }] }));
        self.scripts.set(look.scripts);
    }

    /// The value of an expression on the page; a promise is waited for. It runs where the page's own scripts did not, too.
    pub(crate) fn value(&self, expression: &str) -> Json {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.command("Runtime.evaluate", &parameters);
        assert!(answer.get("exceptionDetails").is_none(), "{}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// From now on nobody is signed in.
    pub(crate) fn sign_out(&self) {
        self.command("Network.clearBrowserCookies", &json!({}));
    }

    /// Signs in on the page for it.
    pub(crate) fn sign_in(&self, server: &Server<'_>, name: &str, password: &str) {
        self.sign_out();
        self.open(&server.url("/sign-in"));
        let fill = format!(
            "document.querySelector('[name=sign_in_name]').value = {}; document.querySelector('[name=password]').value = {}",
            json!(name),
            json!(password)
        );
        self.value(&fill);
        self.send_form("form:has([name=password])");
        assert_eq!(self.value("location.pathname === '/sign-in'"), false, "{name} is not let in");
    }

    /// Sends a form as it stands, without the browser's own checks, and waits for the page behind it. False where no page came, as for a file.
    pub(crate) fn send_form(&self, selector: &str) -> bool {
        self.value(&format!(
            "window.before = true; const form = document.querySelector({}); form.noValidate = true; form.requestSubmit()",
            json!(selector)
        ));
        (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(30));
            self.value("!window.before && document.readyState === 'complete'") == true
        })
    }

    /// A key is pressed and let go: `Tab`, `Enter`, `Space` or `ArrowDown`.
    pub(crate) fn press(&self, key: &str) {
        let (name, code, text) = match key {
            "Tab" => ("Tab", 9, None),
            "Enter" => ("Enter", 13, Some("\r")),
            "Space" => (" ", 32, Some(" ")),
            "ArrowDown" => ("ArrowDown", 40, None),
            other => panic!("no key {other}"),
        };
        let mut down = json!({ "type": "keyDown", "key": name, "code": key, "windowsVirtualKeyCode": code });
        if let Some(text) = text {
            down["text"] = json!(text);
        }
        self.command("Input.dispatchKeyEvent", &down);
        self.command("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": name, "code": key, "windowsVirtualKeyCode": code }));
    }

    /// Presses Tab until what has the focus fits, as somebody without a mouse does. What has it must be seen to have it.
    pub(crate) fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            if self.value(&format!("document.activeElement.matches({})", json!(selector))) == true {
                let outline = self.value("getComputedStyle(document.activeElement).outlineStyle");
                assert_ne!(outline, "none", "{selector} has the focus, and nobody can see it");
                return;
            }
            self.press("Tab");
        }
        panic!("{selector} is not reached by Tab on {}", self.place.borrow());
    }

    /// Presses a key that leads to another page, and waits for that page.
    pub(crate) fn follow(&self, key: &str) {
        self.value("window.before = true");
        self.press(key);
        let arrived = (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            self.value("!window.before && document.readyState === 'complete'") == true
        });
        assert!(arrived, "{key} leads nowhere on {}", self.value("location.href"));
    }

    /// What is wrong with the page, one line a fault: the rule, the element and why.
    pub(crate) fn faults(&self, rules: Rules) -> Vec<String> {
        let options = match rules {
            Rules::All => json!({ "rules": { "target-size": { "enabled": true } } }),
            Rules::Contrast => json!({ "runOnly": { "type": "rule", "values": ["color-contrast", "link-in-text-block"] } }),
            Rules::Structure => json!({ "rules": {
                "target-size": { "enabled": true }, "color-contrast": { "enabled": false }, "link-in-text-block": { "enabled": false }
            } }),
        };
        if self.value("typeof axe") == "undefined" {
            self.value(&format!("{AXE}\n;true"));
        }
        let found = self.value(&format!(
            "axe.run(document, Object.assign({{ resultTypes: ['violations'] }}, {options})).then(found => \
             found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))"
        ));
        found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// By how many pixels the page is wider than the window. A page that is read on a phone is not moved sideways.
    pub(crate) fn overhang(&self) -> i64 {
        self.value("document.scrollingElement.scrollWidth - document.documentElement.clientWidth").as_i64().unwrap()
    }

    /// The whole page as a PNG, also what is below the window.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let size = self.command("Page.getLayoutMetrics", &json!({}));
        let size = &size["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let shot = self.command("Page.captureScreenshot", &json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }));
        bytes(&shot["data"])
    }

    /// The page as it is printed on letter paper, as a PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        let wishes = json!({ "printBackground": false, "preferCSSPageSize": true, "paperWidth": 8.5, "paperHeight": 11 });
        bytes(&self.command("Page.printToPDF", &wishes)["data"])
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            let _ended_already = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), driver.quit()).await });
        }
        let _ended_already = self.chromedriver.kill();
        let _ended_already = self.chromedriver.wait();
    }
}

fn bytes(base64: &Json) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(base64.as_str().unwrap()).unwrap()
}

/// ChromeDriver finds Google's browser by itself, but not everybody's Chromium.
fn browser() -> Option<PathBuf> {
    ["chromium", "chromium-browser"].iter().find_map(|name| in_path(name))
}

fn chromedriver() -> PathBuf {
    let beside = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];
    let found = in_path("chromedriver").or_else(|| beside.iter().map(PathBuf::from).find(|path| path.is_file()));
    found.expect("ChromeDriver is not on this machine: run `cargo xtask needs`")
}

fn in_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}
