//! `/tables`: the same figures on the page and in every file.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::Value;

use crate::api::v1::{QUERIES, worldly};
use crate::support::Site;

/// The first text in a page's cells, by their codes.
fn figures_of_page(page: &str) -> BTreeMap<String, String> {
    page.split("<td data-c=\"")
        .skip(1)
        .map(|cell| {
            let (code, rest) = cell.split_once('"').unwrap();
            let (_, rest) = rest.split_once("class=\"f\"").unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            // What leads on stands in a link, and a sign in a part of its own within that.
            let sign = rest.strip_prefix("<span aria-hidden=\"true\" data-content>");
            let text = sign.unwrap_or(rest).split("</").next().unwrap();
            (code.to_owned(), unescaped(text))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// The statuses and texts of a JSON table's cells, by the same codes.
fn cells_of_json(table: &Value) -> Vec<(String, &Value)> {
    let mut cells = Vec::new();
    let columns = table["columns"].as_array().unwrap();
    for group in table["groups"].as_array().unwrap() {
        for row in group["rows"].as_array().unwrap() {
            for (cell, column) in row["cells"].as_array().unwrap().iter().zip(columns) {
                let of = |value: &Value| value.as_str().map(str::to_owned);
                let head = of(&row["area"]).or_else(|| of(&row["indicator"])).unwrap();
                let column_code = of(&column["indicator"])
                    .or_else(|| of(&column["reference"]))
                    .or_else(|| of(&column["round"]));
                cells.push((format!("{head}/{}", column_code.unwrap()), cell));
            }
        }
    }
    cells
}

#[tokio::test]
async fn the_page_and_the_json_show_the_same_figures() {
    let site = Site::world();
    let mut compared = 0;
    for query in QUERIES
        .map(worldly)
        .iter()
        .filter(|query| !query.contains("layout=long"))
    {
        let page = site.get(&format!("/en/tables?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text());
        let figures = figures_of_page(page.text());
        let json = site.get(&format!("/api/v1/table?{query}")).await.json();
        for (code, cell) in cells_of_json(&json) {
            let on_page = &figures[&code];
            let line = cell["text"].as_str().unwrap();
            assert!(
                line.starts_with(on_page.as_str()),
                "{query} {code}: page `{on_page}`, JSON `{line}`"
            );
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
}

#[tokio::test]
async fn values_on_the_page_stand_in_the_long_csv_and_in_the_text() {
    let site = Site::world();
    for query in QUERIES.map(worldly) {
        let csv = site.get(&format!("/en/tables?{query}&format=csv")).await;
        let text = site.get(&format!("/en/tables?{query}&format=text")).await;
        let wide = site.get(&format!("/en/tables?{query}&format=wide-csv")).await;
        assert_eq!(csv.status, StatusCode::OK, "{query}");
        let json = site.get(&format!("/api/v1/table?{query}")).await.json();
        for (code, cell) in cells_of_json(&json) {
            let line = cell["text"].as_str().unwrap();
            let figure = line.split(" (").next().unwrap();
            // The text wraps what is long, so long cells are looked for word by word.
            for word in figure.split_whitespace() {
                assert!(
                    text.text().contains(word),
                    "{code}: `{figure}` is not in the text of {query}"
                );
            }
            assert!(
                wide.text().contains(figure),
                "{code}: `{figure}` is not in the wide CSV of {query}"
            );
            if let Some(value) = cell["finding"]["value"].as_str() {
                assert!(
                    csv.text().contains(value),
                    "{code}: `{value}` is not in the CSV of {query}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_a_form_sends_is_answered_by_the_canonical_address() {
    let site = Site::world();
    let sent = "/en/tables?lang=&q=needle&indicators=nsp_available&indicators=oat_available&areas=XAA&areas=XAB&periods=&periods=\
                &layout=areas-indicators&group=&sort=area";
    let answer = site.get(sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let canonical = answer.header("location").to_owned();
    assert_eq!(
        canonical,
        "/en/tables?indicators=nsp_available,oat_available&areas=XAA,XAB"
    );
    assert_eq!(site.get(&canonical).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_question_the_form_is_shown() {
    let site = Site::world();
    let answer = site.get("/en/tables").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .text()
            .contains("<form class=\"choose\" action=\"/en/tables\" method=\"get\">")
    );
}

#[tokio::test]
async fn the_form_holds_what_was_chosen_and_offers_only_what_has_data() {
    let site = Site::world();
    let query = "indicators=nsp_available&areas=XAB,world&periods=2018..2020&layout=long&totals=shown";
    let answer = site.get(&format!("/en/tables/choose?{query}")).await;
    let text = answer.text();
    for chosen in [
        "name=\"indicators\" value=\"nsp_available\" checked",
        "name=\"areas\" value=\"XAB\" checked",
        "name=\"areas\" value=\"world\" checked",
        "name=\"periods\" value=\"2018..2020\"",
        "name=\"layout\" value=\"long\" checked",
        "name=\"totals\" value=\"shown\" checked",
    ] {
        assert!(text.contains(chosen), "{chosen}");
    }
    assert!(!text.contains("name=\"indicators\" value=\"oat_available\" checked"));
    let corpus = tidemark_testkit::corpus();
    for code in tidemark_evidence::Corpus::catalogue(&corpus).indicators.keys() {
        let empty = tidemark_evidence::Corpus::areas_of(&corpus, code).is_empty();
        let disabled = text.contains(&format!("value=\"{code}\" disabled"));
        assert_eq!(empty, disabled, "{code}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_too_early_comes_back_as_it_was_with_what_is_lacking() {
    let site = Site::world();
    let shape = "periods=&layout=areas-indicators&group=&sort=area";
    for (chosen, said, kept) in [
        ("", "Nothing is chosen yet.", None),
        (
            "indicators=nsp_available&",
            "No place is chosen yet.",
            Some("nsp_available"),
        ),
        ("areas=XAB&", "No indicator is chosen yet.", Some("XAB")),
    ] {
        let answer = site.get(&format!("/en/tables?{chosen}{shape}")).await;
        let text = answer.text();
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{chosen}");
        let (_, alert) = text.split_once("role=\"alert\">").unwrap();
        assert!(alert.starts_with(said), "{chosen}: {alert}");
        assert!(text.contains("<form class=\"choose\""), "{chosen}");
        if let Some(kept) = kept {
            assert!(text.contains(&format!("value=\"{kept}\" checked")), "{chosen}");
            assert!(
                text.contains("id=\"chosen\""),
                "{chosen}: what is chosen is listed"
            );
        }
    }
}

#[tokio::test]
async fn the_form_says_which_periods_hold() {
    let site = Site::world();
    for (periods, held) in [
        ("", "web-choose-latest"),
        ("all", "web-choose-all"),
        ("2020", "web-choose-these"),
    ] {
        let form = site
            .get(&format!(
                "/en/tables/choose?indicators=nsp_available&areas=XAB&periods={periods}"
            ))
            .await;
        let checked: Vec<&str> = form
            .text()
            .split("<label")
            .filter(|label| label.contains("type=\"radio\" name=\"periods\"") && label.contains(" checked"))
            .collect();
        assert_eq!(checked.len(), 1, "{checked:?}");
        let name = tidemark_publishing::Messages::english().get(held);
        assert!(checked[0].contains(&name), "{periods}: {checked:?}");
    }
}

/// Whether the form shows what is sent as a value.
fn shows(form: &str, value: &str) -> bool {
    let (before, _) = form.split_once(&format!("value=\"{value}\"")).unwrap();
    let (_, label) = before.rsplit_once("<label").unwrap();
    !label.contains(" hidden")
}

#[tokio::test]
async fn the_filter_works_without_scripts() {
    let site = Site::world();
    let all = site.get("/en/tables/choose").await;
    let some = site.get("/en/tables/choose?q=syringe+NOWHERE&areas=XAA").await;
    assert!(shows(all.text(), "dp_category"));
    assert!(!shows(some.text(), "dp_category"));
    assert!(shows(some.text(), "syringes_distributed"));
    assert!(
        shows(some.text(), "XAB"),
        "places have none of the words, so all are shown"
    );
    let name = tidemark_evidence::Corpus::catalogue(&tidemark_testkit::corpus())
        .area_name(&"XAB".parse().unwrap(), "en");
    let place = site
        .get(&format!("/en/tables/choose?q=syringe+{name}&areas=XAA"))
        .await;
    assert!(shows(place.text(), "syringes_distributed") && shows(place.text(), "XAB"));
    assert!(!shows(place.text(), "XAC"));
    assert!(shows(place.text(), "XAA"), "what is chosen stays");
}

#[tokio::test]
async fn a_file_has_a_name_that_says_what_it_is() {
    let site = Site::world();
    let query = "indicators=nsp_available,oat_available&areas=XAA,XAB";
    for (address, ending) in [
        (format!("/en/tables?{query}&format=csv"), ".csv\""),
        (format!("/en/tables?{query}&format=wide-csv"), "_wide.csv\""),
        (format!("/en/tables?{query}&format=json"), ".json\""),
        (format!("/en/tables?{query}&format=text"), ".txt\""),
        (format!("/en/tables?{query}&format=xlsx"), ".xlsx\""),
        (format!("/en/tables?{query}&format=parquet"), ".parquet\""),
        (format!("/en/tables?{query}&format=pdf"), ".pdf\""),
        (format!("/en/tables?{query}&format=markdown"), ".md\""),
        (format!("/en/tables?{query}&format=latex"), ".tex\""),
        (format!("/en/tables?{query}&format=fragment"), "_fragment.html\""),
        (format!("/en/tables/citation.bib?{query}"), ".bib\""),
        (format!("/en/tables/citation.ris?{query}"), ".ris\""),
        (format!("/en/tables/citation.json?{query}"), "_citation.json\""),
        (format!("/en/tables/codebook.csv?{query}"), "_codebook.csv\""),
        (format!("/en/tables/sources.csv?{query}"), "_sources.csv\""),
    ] {
        let answer = site.get(&address).await;
        let disposition = answer.header("content-disposition");
        let start = "attachment; filename=\"tidemark_nsp_available_and_1_XAA_and_1_";
        assert!(
            disposition.starts_with(start) && disposition.ends_with(ending),
            "{disposition}"
        );
    }
}

#[tokio::test]
async fn every_download_of_a_page_is_there() {
    let site = Site::world();
    let query = "indicators=nsp_available,dp_executions&areas=XAA,XAC&totals=shown";
    let page = site.get(&format!("/en/tables?{query}")).await;
    let links = page.text().split("<li><a href=\"").skip(1);
    let links = links.filter_map(|part| part.split_once("\" download"));
    let links: Vec<String> = links
        .map(|(link, _)| unescaped(link).replace("&amp;", "&"))
        .collect();
    assert_eq!(links.len(), 14, "{links:?}");
    for link in links {
        let answer = site.get(&link).await;
        assert_eq!(answer.status, StatusCode::OK, "{link}");
        assert!(answer.header("content-disposition").starts_with("attachment"));
        assert!(!answer.bytes.is_empty());
    }
}

#[tokio::test]
async fn documents_and_citations_lead_back_to_the_table() {
    let site = Site::world();
    let query = "indicators=nsp_available&areas=XAA";
    let page = site.get(&format!("/en/tables?{query}")).await;
    let (_, rest) = page.text().split_once("rel=\"bookmark\"").unwrap();
    assert!(rest.contains("Permanent link"));
    let before = page.text().split("\" rel=\"bookmark\"").next().unwrap();
    let permalink = unescaped(before.rsplit('"').next().unwrap()).replace("&amp;", "&");
    for address in [
        format!("/en/tables?{query}&format=markdown"),
        format!("/en/tables?{query}&format=latex"),
        format!("/en/tables?{query}&format=fragment"),
        format!("/en/tables/citation.bib?{query}"),
        format!("/en/tables/citation.ris?{query}"),
        format!("/en/tables/citation.json?{query}"),
    ] {
        let answer = site.get(&address).await;
        let text = answer.text().replace("&amp;", "&").replace('\\', "");
        assert!(text.contains(&permalink), "{address}: {permalink} in {text}");
    }
}

#[tokio::test]
async fn the_page_leads_to_every_note_and_source_it_names() {
    let site = Site::world();
    for query in QUERIES.map(worldly) {
        let page = site.get(&format!("/en/tables?{query}")).await;
        let text = page.text();
        for link in text.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap();
            assert!(text.contains(&format!("id=\"{target}\"")), "{query}: #{target}");
        }
    }
}

#[tokio::test]
async fn the_permanent_link_names_the_edition_and_the_site() {
    let base = "https://data.example.org".parse().unwrap();
    let settings = tidemark_web::WebSettings {
        base_address: Some(base),
        ..Default::default()
    };
    let site = Site::with(settings);
    let page = site.get("/en/tables?indicators=nsp_available&areas=XAA").await;
    let (_, rest) = page
        .text()
        .split_once("<a href=\"https://data.example.org/en/tables?")
        .unwrap();
    let query = unescaped(rest.split('"').next().unwrap());
    assert!(query.contains("&edition="), "{query}");
    assert_eq!(
        site.get(&format!("/en/tables?{query}")).await.status,
        StatusCode::OK
    );
    assert!(
        page.text().contains("2026-11-22"),
        "the citation says when it was looked at"
    );
}

#[tokio::test]
async fn short_names_of_reporters_are_expanded_where_a_finger_can_read_them() {
    let site = Site::world();
    let mut expanded = 0;
    for query in QUERIES.map(worldly) {
        let page = site.get(&format!("/en/tables?{query}")).await;
        for title in page.text().split("<abbr title=\"").skip(1) {
            let (name, rest) = title.split_once('"').unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            let short = rest.split('<').next().unwrap();
            let line = format!("<dt data-content>{short}</dt><dd data-content>{name}</dd>");
            assert!(short == name || page.text().contains(&line), "{query}: {line}");
            expanded += usize::from(short != name);
        }
    }
    assert!(expanded > 0);
}

#[tokio::test]
async fn a_note_is_never_taken_for_markup() {
    let mut world = tidemark_testkit::world();
    let evil = "<script>alert(1)</script>\"><img src=x onerror=y>";
    for observation in &mut world.observations {
        observation.note = evil.into();
        observation.locator = evil.into();
        observation.questioned = Some(evil.into());
    }
    for source in world.catalogue.sources.values_mut() {
        source.title = evil.to_owned();
        source.address = format!("javascript:alert(1) {evil}");
    }
    let first = world.catalogue.sources.keys().next().unwrap().to_string();
    let observatory = tidemark_app::Observatory::of(world).unwrap();
    let site = Site::of(observatory, tidemark_web::WebSettings::default());
    let table = format!("/en/tables?{}", QUERIES[0]);
    for address in [table.as_str(), "/en/sources", &format!("/en/sources/{first}")] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text().contains("alert(1)"), "{address} shows the text");
        for markup in ["<script>alert", "<img", "href=\"javascript:"] {
            assert!(!page.text().contains(markup), "{address}: {markup}");
        }
    }
}

/// The part of a page from one text to the end of another.
fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap();
    let end = page[start..].find(to).unwrap() + start + to.len();
    &page[start..end]
}

#[tokio::test]
async fn tables_of_the_small_world_look_like_this() {
    let site = Site::world();
    for (name, query) in [
        ("cells", QUERIES[0]),
        ("totals", QUERIES[1]),
        ("periods", QUERIES[2]),
        ("long", QUERIES[4]),
    ] {
        let page = site.get(&format!("/en/tables?{}", worldly(query))).await;
        let table = part(
            page.text(),
            "<div class=\"scroll\" id=\"table\"",
            "</table>\n\n</div>",
        );
        insta::assert_snapshot!(name, table.replace("<td", "\n<td"));
    }
}

#[tokio::test]
async fn five_indicators_of_thirty_places_weigh_little() {
    let observatory = tidemark_app::Observatory::open(&tidemark_app::EvidenceOptions::default()).unwrap();
    let site = Site::of(observatory, tidemark_web::WebSettings::default());
    let query = "indicators=nsp_available,nsp_sites,oat_available,pwid_population_size,pwid_hiv_prevalence&areas=ALB,ARM,AZE,BGR,\
                 BIH,BLR,CZE,EST,GEO,HRV,HUN,KAZ,KGZ,LTU,LVA,MDA,MKD,MNE,POL,ROU,RUS,SRB,SVK,SVN,TJK,TKM,UKR,UZB,XKX,NPL";
    let accept = [("accept-encoding", "gzip")];
    let page = site.get_with(&format!("/en/tables?{query}"), &accept).await;
    assert_eq!(page.status, StatusCode::OK);
    let plain = site.get(&format!("/en/tables?{query}")).await;
    let mut weight = page.bytes.len();
    for asset in plain.text().split("\"/assets/").skip(1) {
        let asset = format!("/assets/{}", asset.split('"').next().unwrap());
        weight += site.get_with(&asset, &accept).await.bytes.len();
    }
    assert!(weight < 30_000, "{weight} bytes");
}

#[tokio::test]
async fn a_total_of_many_places_names_the_file_with_its_working() {
    let observatory = tidemark_app::Observatory::open(&tidemark_app::EvidenceOptions::default()).unwrap();
    let site = Site::of(observatory, tidemark_web::WebSettings::default());
    let few = site
        .get("/en/tables?indicators=prison_population_rate&areas=region:HRI/NORTH_AMERICA&totals=shown")
        .await;
    let working = part(few.text(), "<details class=\"working\">", "</details>");
    assert!(working.contains("<span data-content>Canada</span>"), "{working}");
    assert!(working.contains("weighted by"), "{working}");
    let many = site
        .get("/en/tables?indicators=prison_population_rate&areas=world")
        .await;
    let working = part(many.text(), "<details class=\"working\">", "</details>");
    assert!(
        working
            .contains("href=\"/en/tables?indicators=prison_population_rate&#38;areas=world&#38;format=csv\""),
        "{working}"
    );
    assert!(!working.contains("Canada"), "{working}");
}
