//! As much of HTTP/1.1 as it takes to ask the site, and to know whether an answer is whole.

use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What is older than this is no answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// Its status and the beginning of what it says, for the words of a fault.
    pub(crate) fn shown(&self) -> String {
        let text: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        format!("{} {:?} {text}", self.status, self.headers)
    }
}

/// A connection that is kept for the next question.
#[derive(Debug)]
pub(crate) struct Connection {
    reader: BufReader<TcpStream>,
}

impl Connection {
    /// To `127.0.0.1:41234`.
    pub(crate) fn to(host: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            reader: BufReader::new(stream),
        })
    }

    /// Asks for a path, perhaps holding an answer with this tag already.
    pub(crate) fn get(&mut self, path: &str, held: Option<&str>) -> io::Result<Answer> {
        let condition = held.map_or(String::new(), |tag| format!("If-None-Match: {tag}\r\n"));
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{condition}\r\n");
        self.reader.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.reader)
    }

    /// Asks for a page with a cookie.
    pub(crate) fn get_as(&mut self, path: &str, cookie: &str) -> io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        self.reader.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.reader)
    }

    /// Sends a form, with a cookie where it is not empty.
    pub(crate) fn post(&mut self, path: &str, cookie: &str, form: &str) -> io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.reader.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.reader)
    }
}

fn read_answer(reader: &mut impl BufRead) -> io::Result<Answer> {
    let status = line(reader)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| wrong("no status"))?;
    let mut headers = Vec::new();
    loop {
        let line = line(reader)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| wrong("no header"))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer {
        status,
        headers,
        body: Vec::new(),
    };
    if status != 304 {
        answer.body = body(&answer, reader)?;
    }
    Ok(answer)
}

fn body(answer: &Answer, reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    if answer.header("transfer-encoding") == Some("chunked") {
        return chunks(reader);
    }
    let length = answer.header("content-length").and_then(|text| text.parse().ok());
    exactly(
        reader,
        length.ok_or_else(|| wrong("neither a length nor chunks"))?,
    )
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(reader)?;
        let size = u64::from_str_radix(&size, 16).map_err(|_| wrong("no size of a chunk"))?;
        body.extend(exactly(reader, size)?);
        if !line(reader)?.is_empty() {
            return Err(wrong("a chunk is longer than it says"));
        }
        if size == 0 {
            return Ok(body);
        }
    }
}

fn exactly(reader: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read == length) {
        Ok(bytes)
    } else {
        Err(cut())
    }
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    line.strip_suffix("\r\n").map(str::to_owned).ok_or_else(cut)
}

fn cut() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}

/// What is whole and no HTTP; a connection that was cut is never taken for it.
fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::read_answer;

    fn read(mut text: &str) -> Result<(u16, String), ErrorKind> {
        // `&[u8]` reads as from a connection that ends where the text does.
        let mut bytes = text.as_bytes();
        let answer = read_answer(&mut bytes).map_err(|error| error.kind())?;
        text = std::str::from_utf8(bytes).unwrap();
        assert_eq!(text, "", "something is left");
        Ok((answer.status, String::from_utf8(answer.body).unwrap()))
    }

    #[test]
    fn whole_answers_are_read() {
        let sized = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd";
        assert_eq!(read(sized), Ok((200, "abcd".to_owned())));
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(read(chunked), Ok((200, "ab0123456789".to_owned())));
        let held = "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n";
        assert_eq!(read(held), Ok((304, String::new())));
    }

    #[test]
    fn half_an_answer_is_none_wherever_it_ends() {
        for whole in [
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
        ] {
            for end in 0..whole.len() {
                assert_eq!(read(&whole[..end]), Err(ErrorKind::UnexpectedEof), "{end}");
            }
        }
    }

    #[test]
    fn what_is_no_http_is_not_taken_for_a_cut() {
        for text in [
            "HTTP/1.1\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        ] {
            assert_eq!(read(text), Err(ErrorKind::InvalidData), "{text}");
        }
    }
}
