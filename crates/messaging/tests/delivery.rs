//! Messages against a mail server and a gateway on this machine: what is certain and what nobody knows.

#![expect(clippy::unwrap_used, reason = "a test stops where something fails; helpers of tests are no tests to the lint")]

use messaging::testing::{Behavior, GatewayAnswer, TestGateway, TestMailServer};
use messaging::{CarrierReason, Delivery, Format, Mail, MailSettings, Mailer, Security, TextGateway, TextMessage, TextSettings};

fn mailer(server: &TestMailServer, security: Security) -> Mailer {
    let settings = MailSettings {
        server: server.server(),
        security,
        account: (security == Security::StartTls).then(|| ("care".to_owned(), "swordfish".to_owned())),
        from: "noreply@example.org".to_owned(),
        sender_name: "Care team".to_owned(),
        certificates: Some(server.certificate()),
    };
    Mailer::new(settings).unwrap()
}

fn mail() -> Mail {
    Mail {
        id: "0190b5c4-0000-7000-8000-000000000001".parse().unwrap(),
        to: "ada@example.org".to_owned(),
        subject: "A short form is ready — ¿listo?".to_owned(),
        text: "Open: https://example.org/c/x\n.\nA line after a single dot.\n".to_owned(),
        at: "2026-11-23T12:00:00Z".parse().unwrap(),
        unsubscribe: Some("https://example.org/c/x/no-more".to_owned()),
    }
}

#[tokio::test]
async fn a_mail_arrives_once_privately_and_as_it_was_written() {
    let server = TestMailServer::start().await;
    let mailer = mailer(&server, Security::StartTls);
    assert_eq!(mailer.check().await, Ok(()));
    assert_eq!(mailer.deliver(&mail()).await, Delivery::Accepted);
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let one = &taken[0];
    assert_eq!((one.from.as_str(), one.to.as_str()), ("noreply@example.org", "ada@example.org"));
    assert!(one.was_private && one.was_signed_in);
    for expected in [
        "From: \"Care team\" <noreply@example.org>",
        "Message-ID: <0190b5c4-0000-7000-8000-000000000001@example.org>",
        "Date: Mon, 23 Nov 2026 12:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe: <https://example.org/c/x/no-more>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "https://example.org/c/x",
        "A line after a single dot.",
    ] {
        assert!(one.content.contains(expected), "{expected} in\n{}", one.content);
    }
}

#[tokio::test]
async fn one_click_is_offered_only_over_https() {
    let server = TestMailServer::start().await;
    let mail = Mail { unsubscribe: Some("http://example.org/c/x/no-more".to_owned()), ..mail() };
    assert_eq!(mailer(&server, Security::StartTls).deliver(&mail).await, Delivery::Accepted);
    let content = &server.taken()[0].content;
    assert!(content.contains("List-Unsubscribe: <http://") && !content.contains("List-Unsubscribe-Post"), "{content}");
}

async fn check(behavior: Behavior, expected: Delivery, taken: usize) {
    let server = TestMailServer::start().await;
    server.behave(behavior);
    assert_eq!(mailer(&server, Security::StartTls).deliver(&mail()).await, expected, "{behavior:?}");
    assert_eq!(server.taken().len(), taken, "{behavior:?}");
}

#[tokio::test]
async fn what_a_mail_server_says_means_what_it_says() {
    check(Behavior::Down, Delivery::NotNow(CarrierReason::NoConnection), 0).await;
    check(Behavior::Busy, Delivery::NotNow(CarrierReason::Busy), 0).await;
    check(Behavior::UnknownRecipient, Delivery::Refused(CarrierReason::AddressRefused), 0).await;
    // The message is out there and the answer is not: never called certain.
    check(Behavior::SilentAfterText, Delivery::Unknown(CarrierReason::ConnectionBroke), 1).await;
}

#[tokio::test]
async fn a_server_that_shows_a_certificate_of_nobody_gets_nothing() {
    let (server, other) = (TestMailServer::start().await, TestMailServer::start().await);
    let settings = MailSettings {
        server: server.server(),
        security: Security::StartTls,
        account: None,
        from: "noreply@example.org".to_owned(),
        sender_name: String::new(),
        certificates: Some(other.certificate()),
    };
    let mailer = Mailer::new(settings).unwrap();
    assert_eq!(mailer.deliver(&mail()).await, Delivery::NotNow(CarrierReason::NoTls));
    assert_eq!(server.taken(), []);
}

#[tokio::test]
async fn an_address_cannot_carry_a_second_recipient_or_a_header() {
    let server = TestMailServer::start().await;
    let mailer = mailer(&server, Security::StartTls);
    for to in ["ada@example.org\r\nRCPT TO:<eve@example.org>", "ada@example.org, eve@example.org", ""] {
        assert_eq!(mailer.deliver(&Mail { to: to.to_owned(), ..mail() }).await, Delivery::Refused(CarrierReason::AddressRefused));
    }
    assert_eq!(server.taken(), []);
}

fn gateway(server: &TestGateway, is_idempotent: bool) -> TextGateway {
    let settings = TextSettings {
        url: server.url(),
        format: Format::Json,
        template: r#"{"to":"{to}","body":"{text}"}"#.to_owned(),
        token: Some("t0ken".to_owned()),
        is_idempotent,
        dead_number: Vec::new(),
        certificates: None,
    };
    TextGateway::new(settings).unwrap()
}

fn text() -> TextMessage {
    let id = "0190b5c4-0000-7000-8000-000000000001".parse().unwrap();
    TextMessage { id, to: "+15550100199".to_owned(), text: "A \"short\" form: https://example.org/c/x".to_owned() }
}

#[tokio::test]
async fn a_text_message_reaches_the_gateway_as_its_template_says() {
    let server = TestGateway::start().await;
    assert_eq!(gateway(&server, false).deliver(&text()).await, Delivery::Accepted);
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    for expected in [
        "POST /messages HTTP/1.1",
        "authorization: Bearer t0ken",
        "idempotency-key: 0190b5c4-0000-7000-8000-000000000001",
        r#"{"to":"+15550100199","body":"A \"short\" form: https://example.org/c/x"}"#,
    ] {
        assert!(requests[0].contains(expected), "{expected} in\n{}", requests[0]);
    }
}

#[tokio::test]
async fn what_a_gateway_says_means_what_it_says() {
    let server = TestGateway::start().await;
    for (answer, expected, with_key) in [
        (GatewayAnswer::Status(429), Delivery::NotNow(CarrierReason::Busy), Delivery::NotNow(CarrierReason::Busy)),
        (GatewayAnswer::Status(422), Delivery::Refused(CarrierReason::RequestRefused), Delivery::Refused(CarrierReason::RequestRefused)),
        (GatewayAnswer::Status(500), Delivery::Unknown(CarrierReason::GatewayFailed), Delivery::NotNow(CarrierReason::GatewayFailed)),
        (GatewayAnswer::Silent, Delivery::Unknown(CarrierReason::ConnectionBroke), Delivery::NotNow(CarrierReason::ConnectionBroke)),
    ] {
        server.answer(answer);
        assert_eq!(gateway(&server, false).deliver(&text()).await, expected, "{answer:?}");
        assert_eq!(gateway(&server, true).deliver(&text()).await, with_key, "{answer:?}, by its key");
    }
    let url = server.url();
    drop(server);
    let gone = TextSettings {
        url,
        format: Format::Form,
        template: "{to}{text}".to_owned(),
        token: None,
        is_idempotent: false,
        dead_number: Vec::new(),
        certificates: None,
    };
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(TextGateway::new(gone).unwrap().deliver(&text()).await, Delivery::NotNow(CarrierReason::NoConnection));
}
