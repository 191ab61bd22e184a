//! Every style of the trade, and copy that has no dateline.

use super::*;

fn shown(text: &str) -> String {
    let Some(found) = read(text) else { return "none".into() };
    let place = found.place.map_or("-".into(), |place| place.value);
    let date = found.date.map_or("-".into(), |date| {
        let day = date.value;
        format!("{}/{}/{}", day.year.unwrap_or(0), day.month, day.day.unwrap_or(0))
    });
    let agency = found.agency.map_or("-".into(), |agency| agency.value);
    format!("{place} | {date} | {agency} | {}", text[found.end..].trim_start())
}

#[test]
fn every_style_of_the_trade() {
    let cases = [
        ("新华社东京2月7日电 港口", "东京 | 0/2/7 | Xinhua | 港口"),
        ("新华社上海２０２６年２月７日电（记者李某）港口", "上海 | 2026/2/7 | Xinhua | 港口"),
        ("中新网2月7日电 港口", "- | 0/2/7 | CNS | 港口"),
        ("路透北京2月7日 - 港口", "北京 | 0/2/7 | Reuters | 港口"),
        ("北京（路透社）－港口", "北京 | - | Reuters | 港口"),
        ("【東京共同】港は", "東京 | - | Kyodo | 港は"),
        ("【ソウル聯合ニュース】港は", "ソウル | - | Yonhap | 港は"),
        ("［東京　７日　ロイター］ - 港は", "東京 | - | Reuters | 港は"),
        ("【2月7日 AFP】港は", "- | 0/2/7 | AFP | 港は"),
        ("東京（ＡＰ）港は", "東京 | - | AP | 港は"),
        ("(서울=연합뉴스) 김 기자 = 항구는", "서울 | - | Yonhap | 항구는"),
        ("القاهرة 7 فبراير (رويترز) - الميناء", "القاهرة | 0/2/7 | Reuters | الميناء"),
        ("القاهرة (رويترز) - الميناء", "القاهرة | - | Reuters | الميناء"),
        ("（記者会見）港は", "none"),
        ("【お知らせ】港は", "none"),
        ("新华社记者2月7日电 港口", "none"),
        ("SALVADOR, Feb 26 - It", "SALVADOR | 0/2/26 | - | It"),
        ("PORTLAND, Ore., Feb 26 - It", "PORTLAND, Ore. | 0/2/26 | - | It"),
        ("ROCHESTER, N.Y., Feb 26 - It", "ROCHESTER, N.Y. | 0/2/26 | - | It"),
        ("Scarborough, Ontario, Feb 26 - It", "Scarborough, Ontario | 0/2/26 | - | It"),
        ("NEW YORK, FEB 26 - It", "NEW YORK | 0/2/26 | - | It"),
        ("BOSTON, Narch 2 - It", "BOSTON | 0/3/2 | - | It"),
        ("Bogota, march 4 - It", "Bogota | 0/3/4 | - | It"),
        ("AMSTERDAM, 2 March - It", "AMSTERDAM | 0/3/2 | - | It"),
        ("RICHMOND, Va. Feb 26 - It", "RICHMOND, Va. | 0/2/26 | - | It"),
        ("JOHANNESBURG March 13 - It", "JOHANNESBURG | 0/3/13 | - | It"),
        ("TOKYO - It", "TOKYO | - | - | It"),
        ("CALGARY, Alberta - It", "CALGARY, Alberta | - | - | It"),
        ("April 7 - It", "- | 0/4/7 | - | It"),
        ("Jan 3 (Reuters) - It", "- | 0/1/3 | Reuters | It"),
        ("CHICAGO, April - It", "CHICAGO | 0/4/0 | - | It"),
        ("MONTREAL, Feb 26- It", "MONTREAL | 0/2/26 | - | It"),
        ("MONTREAL, Feb 26-It", "MONTREAL | 0/2/26 | - | It"),
        ("NEW YORK, March 9 -- It", "NEW YORK | 0/3/9 | - | It"),
        ("CHICAGO, March 4, - It", "CHICAGO | 0/3/4 | - | It"),
        ("CHEVY CHASE, Md., - March 4 - It", "CHEVY CHASE, Md. | 0/3/4 | - | It"),
        ("KANSAS CITY, Mo. - March 13 - It", "KANSAS CITY, Mo. | 0/3/13 | - | It"),
        ("****SANTO DOMINGO, March 4 - It", "SANTO DOMINGO | 0/3/4 | - | It"),
        ("ROME, March 13, Reuter - It", "ROME | 0/3/13 | Reuters | It"),
        ("SEOUL, Nov 26 AFP - It", "SEOUL | 0/11/26 | AFP | It"),
        ("SAITAMA, Japan, Dec. 9 Kyodo - It", "SAITAMA, Japan | 0/12/9 | Kyodo | It"),
        ("PORT-AU-PRINCE, March 13 - It", "PORT-AU-PRINCE | 0/3/13 | - | It"),
        ("DALLAS/FORT WORTH, Texas, March 3 - It", "DALLAS/FORT WORTH, Texas | 0/3/3 | - | It"),
        (
            "GEORGETOWN, Grand Cayman, British West Indies, March 25 - It",
            "GEORGETOWN, Grand Cayman, British West Indies | 0/3/25 | - | It",
        ),
        ("GRONINGEN, the Netherlands, March 31 - It", "GRONINGEN, the Netherlands | 0/3/31 | - | It"),
        ("us 7.8015 - It", "none"),
        ("COPPER GRADE A - It", "none"),
        ("FRANKFURT  (Reuters) - It", "FRANKFURT | - | Reuters | It"),
        ("ANCHORAGE, Alaska  (Reuters) - It", "ANCHORAGE, Alaska | - | Reuters | It"),
        ("SAN FRANCISCO/NEW YORK  (Reuters) - It", "SAN FRANCISCO/NEW YORK | - | Reuters | It"),
        ("(Reuters) - It", "- | - | Reuters | It"),
        ("ZURICH  Oct 30 (Reuters) - It", "ZURICH | 0/10/30 | Reuters | It"),
        ("WASHINGTON (Reuters) It", "WASHINGTON | - | Reuters | It"),
        ("LONDON (Reuters) -- It", "LONDON | - | Reuters | It"),
        ("LONDON (Reuters Point Carbon) - It", "LONDON | - | Reuters Point Carbon | It"),
        ("BAGHDAD, Oct. 31 (Xinhua) -- It", "BAGHDAD | 0/10/31 | Xinhua | It"),
        ("LAO CAI PROVINCE, Vietnam, Nov. 2 (Xinhua) -- It", "LAO CAI PROVINCE, Vietnam | 0/11/2 | Xinhua | It"),
        ("SEOUL. April 11 (Xinhua) -- It", "SEOUL | 0/4/11 | Xinhua | It"),
        ("HARBIN, Nov. 22, (xinhua) -- It", "HARBIN | 0/11/22 | Xinhua | It"),
        ("YINING, URUMQI, Nov. 30 (Xinhua) -- It", "YINING, URUMQI | 0/11/30 | Xinhua | It"),
        ("KIPUSHI, Zaire-Zambia border, April 14 (AFP) - It", "KIPUSHI, Zaire-Zambia border | 0/4/14 | AFP | It"),
        ("STOCKHOLM, Aug 29, 2014 (AFP) - It", "STOCKHOLM | 2014/8/29 | AFP | It"),
        ("Paris, 21 jan 2019 (AFP) - Il", "Paris | 2019/1/21 | AFP | Il"),
        ("NAIROBI, Kenya (AP) _ It", "NAIROBI, Kenya | - | AP | It"),
        ("CANBERRA, Australia (AP)_ It", "CANBERRA, Australia | - | AP | It"),
        ("DAKAR, Senegal (AP) — It", "DAKAR, Senegal | - | AP | It"),
        ("Beirut (AFP) – It", "Beirut | - | AFP | It"),
        ("WASHINGTON _ It", "WASHINGTON | - | - | It"),
        ("NEWPORT NEWS, Va. - It", "NEWPORT NEWS, Va. | - | - | It"),
        ("PHILADELPHIA ― It", "PHILADELPHIA | - | - | It"),
        ("WASHINGTON —\u{a0}U.S. plans", "WASHINGTON | - | - | U.S. plans"),
        ("San Diego (tca/dpa) - It", "San Diego | - | tca/dpa | It"),
        ("Paris (ats afp) It", "Paris | - | ats afp | It"),
        ("(AGI/REUTERS) - Mosca, 17 mag. - It", "Mosca | 0/5/17 | AGI/REUTERS | It"),
        ("(ANSA) - ROMA, 22 MAR - It", "ROMA | 0/3/22 | ANSA | It"),
        ("Nueva Delhi, 21 ene (EFE).- Una", "Nueva Delhi | 0/1/21 | EFE | Una"),
        ("Kiova/Washington - It", "Kiova/Washington | - | - | It"),
        ("Landquart GR - Un", "Landquart GR | - | - | Un"),
        ("TOKYO, February 7. /TASS/. It", "TOKYO | 0/2/7 | TASS | It"),
        ("KASHIRA /Moscow Region/, May 12. /TASS/. It", "KASHIRA /Moscow Region/ | 0/5/12 | TASS | It"),
        ("KEM, /Karelia/, May 3. /TASS/. It", "KEM, /Karelia/ | 0/5/3 | TASS | It"),
        ("BARVIKHA, May 04. /ITAR-TASS/. It", "BARVIKHA | 0/5/4 | ITAR-TASS | It"),
        ("MOSCOW, May 22. /TASS/: It", "MOSCOW | 0/5/22 | TASS | It"),
        ("OSAKA, May 2nd. /tass/. It", "OSAKA | 0/5/2 | TASS | It"),
        ("МОСКВА, 16 февраля. /ТАСС/. Он", "МОСКВА | 0/2/16 | TASS | Он"),
        ("MOSCOW. April 2 (Interfax) - It", "MOSCOW | 0/4/2 | Interfax | It"),
        ("Dushanbe. (Interfax) - It", "Dushanbe | - | Interfax | It"),
        ("Москва. 22 ноября. INTERFAX.RU - Он", "Москва | 0/11/22 | INTERFAX.RU | Он"),
        ("MOSCOW, July 8 (Sputnik) -Russia", "MOSCOW | 0/7/8 | Sputnik | Russia"),
        (
            "MOSCOW (UrduPoint News / Sputnik - 20th November, 2019) It",
            "MOSCOW | 2019/11/20 | UrduPoint News / Sputnik | It",
        ),
        ("BEIJING, July 23 - It", "BEIJING | 0/7/23 | - | It"),
        ("Tokyo, Nov. 11 (Jiji Press)--Russian", "Tokyo | 0/11/11 | Jiji Press | Russian"),
        ("New Delhi, July 26 (IANS) Hours", "New Delhi | 0/7/26 | IANS | Hours"),
        ("Damascus [Syria], June 9 (ANI): It", "Damascus [Syria] | 0/6/9 | ANI | It"),
        ("Bhopal (PTI): It", "Bhopal | - | PTI | It"),
        ("JAKARTA (Antara): It", "JAKARTA | - | Antara | It"),
        ("Panama  City,  Sept. 8 (CNA) -- It", "Panama City | 0/9/8 | CNA | It"),
        ("MOSCOW, March 9 (NNN-AGENCIES) — It", "MOSCOW | 0/3/9 | NNN-AGENCIES | It"),
        ("DUSHANBE, August 23, Asia-Plus – Itar-Tass – It", "DUSHANBE | 0/8/23 | Asia-Plus | It"),
        ("AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --", "AUSTIN, Texas | 2017/2/1 | PRNewswire-AsiaNet | "),
        (
            "MUMBAI, India, July 25, 2018/PRNewswire-AsiaNet/ -- It",
            "MUMBAI, India | 2018/7/25 | PRNewswire-AsiaNet | It",
        ),
        (
            "NEW YORK, LONDON and BEIJING, Feb. 2, 2017 /PRNewswire-AsiaNet/ -- It",
            "NEW YORK, LONDON and BEIJING | 2017/2/2 | PRNewswire-AsiaNet | It",
        ),
        (
            "CALGARY, Alberta, Dec. 03, 2019 (GLOBE NEWSWIRE) -- It",
            "CALGARY, Alberta | 2019/12/3 | GLOBE NEWSWIRE | It",
        ),
        ("PRINCETON, N.J.--(BUSINESS WIRE)--It", "PRINCETON, N.J. | - | BUSINESS WIRE | It"),
        ("NEW YORK AND MAINZ, Germany--(BUSINESS WIRE)-- It", "NEW YORK AND MAINZ, Germany | - | BUSINESS WIRE | It"),
        ("AP - A company", "- | - | AP | A company"),
        ("SPACE.com - TORONTO, Canada -- It", "TORONTO, Canada | - | SPACE.com | It"),
        ("Canadian Press - VANCOUVER (CP) - It", "VANCOUVER | - | CP | It"),
        ("SEPTEMBER 06, 2004 (COMPUTERWORLD) - It", "- | 2004/9/6 | Computerworld | It"),
        ("CHICAGO (CBS.MW) - It", "CHICAGO | - | CBS.MW | It"),
        ("HONG KONG (Dow Jones)--China", "HONG KONG | - | Dow Jones | China"),
        ("HOUSTON (Ticker) -- It", "HOUSTON | - | Ticker | It"),
        ("SAN SALVADOR, 3 JAN 90 -- [REPORT] It", "SAN SALVADOR | 1990/1/3 | - | [REPORT] It"),
        (
            "MANAGUA (NICARAGUA), 11 DEC 89 (RADIO SANDINO) -- It",
            "MANAGUA (NICARAGUA) | 1989/12/11 | RADIO SANDINO | It",
        ),
        ("CLANDESTINE, NO DATE (RADIO VENCEREMOS) -- It", "CLANDESTINE | 0/0/0 | RADIO VENCEREMOS | It"),
        (
            "RIO DE JANEIRO (BRAZIL), 20 APR 89 (REDE GLOBO) -- It",
            "RIO DE JANEIRO (BRAZIL) | 1989/4/20 | REDE GLOBO | It",
        ),
        ("BUENOS AIRES, 25 JAN (NA) -- It", "BUENOS AIRES | 0/1/25 | NA | It"),
        (
            "BOGOTA, 27 APR 90 [INRAVISION TELEVISION CADENA 1) -- It",
            "BOGOTA | 1990/4/27 | INRAVISION TELEVISION CADENA 1 | It",
        ),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  {}\n  {expected}", shown(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn copy_without_a_dateline_has_none() {
    for text in [
        "EXCLUSIVE – Ana Reis: the ferry will not sail",
        "On March 4 - a cold day - the council met",
        "The board (BBC) - said no",
        "Ana Reis (R-Texas) - who sat for the harbour - said no",
        "NEW ZEALAND EXCHS CLOSE - It",
        "He said on May 4 that ferries would sail.",
        "A man - tall - came in",
        "AN OFFICIAL REPORT OF THE HARBOUR BOARD (HB) -- THE BODY THAT SETS FEES -- SAID",
        "",
        "-",
        "(",
    ] {
        assert_eq!(shown(text), "none", "{text}");
    }
}

/// A place and an agency that stand in one another's words are told by what was typed, in whatever white space.
#[test]
fn parts_lie_where_they_were_typed() {
    for space in [" ", "  ", "\u{a0}", "\u{a0}\u{a0}", "\u{2003} "] {
        for (text, place, agency) in [
            ("NEW_DELHI, SANA - Boats stay at home.", "NEW_DELHI", "SANA"),
            ("PORT_XY,_SANA - Boats stay at home.", "PORT_XY", "SANA"),
            ("HB LA_PAZ. Boats stay at home on Saturday.", "LA_PAZ", "HB"),
            ("HB NEW_YORK. Boats stay at home on Saturday.", "NEW_YORK", "HB"),
        ] {
            let text = text.replace('_', space);
            let found = read(&text).unwrap_or_else(|| panic!("{text}"));
            let (city, signed) = (found.place.unwrap(), found.agency.unwrap());
            assert_eq!(&text[city.span], place.replace('_', space), "{text}");
            assert_eq!(&text[signed.span], agency, "{text}");
            assert_eq!(city.value, place.replace('_', " "), "{text}");
        }
    }
}
