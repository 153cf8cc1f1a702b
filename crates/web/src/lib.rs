//! axum pages and JSON interface; forms that work without JavaScript.
