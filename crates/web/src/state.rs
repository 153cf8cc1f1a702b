//! What every request works with.

use std::sync::Arc;

use app::App;
use vocabulary::Random;

use crate::config::WebConfig;
use crate::upload::Kept;

/// The use cases and how the server behaves. Cheap to copy.
#[derive(Clone)]
pub struct WebState {
    pub(crate) app: App,
    pub(crate) config: Arc<WebConfig>,
    /// Files that were tried before their import.
    pub(crate) kept: Kept,
    random: Arc<dyn Random>,
}

impl std::fmt::Debug for WebState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebState").field("config", &self.config).finish_non_exhaustive()
    }
}

impl WebState {
    /// The state over the use cases. The random source makes the numbers of requests and the tokens of sign-in forms.
    pub fn new(app: App, config: WebConfig, random: Arc<dyn Random>) -> Self {
        Self { app, config: Arc::new(config), kept: Kept::default(), random }
    }

    /// The practice's name.
    pub(crate) fn practice(&self) -> String {
        self.app.settings().practice_name.clone()
    }

    /// A number for a request: short enough to be read out, and no two alike.
    pub(crate) fn new_request_number(&self) -> String {
        let mut bytes = [0_u8; 8];
        self.random.fill(&mut bytes);
        hex::encode(bytes)
    }

    /// A token for a form that is shown before there is a session.
    pub(crate) fn new_form_token(&self) -> String {
        app::secret::new_token(self.random.as_ref())
    }
}
