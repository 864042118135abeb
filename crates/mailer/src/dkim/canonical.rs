//! The form of a message that is signed: whatever servers on the way may do to its space is taken out ("relaxed",
//! RFC 6376, 3.4.2 and 3.4.4).

/// Headers, each with the end of its line, and the body.
pub(super) fn halves(message: &[u8]) -> (&[u8], &[u8]) {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n");
    match end.and_then(|at| message.split_at_checked(at + 2)) {
        Some((headers, rest)) => (headers, rest.strip_prefix(b"\r\n").unwrap_or(rest)),
        None => (message, &[]),
    }
}

/// Each header: its name in lower case, and its line without the end.
pub(super) fn headers(headers: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut whole: Vec<Vec<u8>> = Vec::new();
    for line in lines(headers) {
        match whole.last_mut() {
            Some(last) if line.first().is_some_and(|&first| is_space(first)) => last.extend_from_slice(line),
            _ => whole.push(line.to_vec()),
        }
    }
    whole.iter().map(|one| header(one)).collect()
}

/// One header, with or without the ends of its lines.
pub(super) fn header(text: &[u8]) -> (String, Vec<u8>) {
    let unfolded: Vec<u8> = text
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'))
        .collect();
    let colon = unfolded
        .iter()
        .position(|&byte| byte == b':')
        .unwrap_or(unfolded.len());
    let (name, value) = unfolded.split_at(colon);
    let name = String::from_utf8_lossy(name).trim().to_lowercase();
    let value = relaxed(value.get(1..).unwrap_or_default());
    let mut line = format!("{name}:").into_bytes();
    line.extend_from_slice(value.strip_prefix(b" ").unwrap_or(&value));
    (name, line)
}

/// The body: each line relaxed, none empty at the end.
pub(super) fn body(body: &[u8]) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = lines(body).map(relaxed).collect();
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    let mut out = Vec::with_capacity(body.len());
    for line in lines {
        out.extend(line);
        out.extend(b"\r\n");
    }
    out
}

/// The lines of a text without their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|&byte| byte == b'\n').map(|line| {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line)
    })
}

/// A line with one space for any run of them, and none at its end.
fn relaxed(line: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(line.len());
    for &byte in line {
        match (is_space(byte), out.last()) {
            (true, Some(b' ')) => {}
            (true, _) => out.push(b' '),
            (false, _) => out.push(byte),
        }
    }
    if out.last() == Some(&b' ') {
        out.pop();
    }
    out
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::{body, halves, headers};

    /// The example of RFC 6376, 3.4.5.
    #[test]
    fn the_example_of_the_standard() {
        let message = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";
        let (top, rest) = halves(message);
        let lines: Vec<_> = headers(top).into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines, [b"a:X".to_vec(), b"b:Y Z".to_vec()]);
        assert_eq!(body(rest), b" C\r\nD E\r\n");
    }

    #[test]
    fn an_empty_body_stays_empty() {
        assert_eq!(halves(b"A: X\r\n\r\n"), (b"A: X\r\n".as_slice(), b"".as_slice()));
        assert_eq!(body(b""), b"");
        assert_eq!(body(b"\r\n\r\n"), b"");
    }
}
