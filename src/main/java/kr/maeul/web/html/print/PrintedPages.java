package kr.maeul.web.html.print;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.OtherLanguage;
import kr.maeul.web.html.Page;
import kr.maeul.web.html.Wording;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * Pages that are made to be printed: each says for whom it is, who printed it and when. Safe for
 * use by several threads.
 */
public final class PrintedPages {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm");

  private static final Text SHEETS = new Text("현장조사표", "Survey sheets");
  private static final Text MEMO = new Text("빈집 후보지 순위표", "Ranking of vacant houses");

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kr.maeul.web.pages");
  private final FeatureStore store;
  private final Clock clock;

  /**
   * @param store as callers see it
   */
  public PrintedPages(FeatureStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Survey sheets, one page each, in this order.
   *
   * @param everyones views of all layers as the public sees them
   */
  public void sheets(Exchange e, List<Item> houses, List<View> everyones) throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), TownZone.ID);
    SurveySheets sheets =
        new SurveySheets(store, everyones, new Wording(e.lang()), e.urls(), today);
    List<SurveySheet> all = houses.stream().map(sheets::of).toList();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("page", page(e, e.say(SHEETS)));
    model.put("sheets", all);
    send(e, "sheets", model);
  }

  /**
   * The council memo of a ranking.
   *
   * @param houses of the ranking, by id
   * @param scope which houses were looked at, in words
   * @param isExact whether names and addresses stand in it
   * @param purpose what it is for
   */
  public void memo(
      Exchange e,
      Ranking ranking,
      Map<String, Item> houses,
      List<Text> scope,
      boolean isExact,
      String purpose)
      throws IOException {
    CouncilMemo memo =
        new CouncilMemos(ranking, houses, scope, isExact, new Wording(e.lang())).of(purpose);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("page", page(e, e.say(MEMO) + " – " + memo.title()));
    model.put("memo", memo);
    send(e, "memo", model);
  }

  private static Page page(Exchange e, String title) {
    return new Page(e, title, title, List.of());
  }

  private void send(Exchange e, String template, Map<String, Object> model) throws IOException {
    model.put("printedAt", MINUTE.format(clock.instant().atZone(TownZone.ID)));
    model.put("printedBy", e.caller().name());
    StringOutput out = new StringOutput();
    templates.render(template + ".jte", model, out);
    e.keepPrivate();
    e.header("Cache-Control", "no-store").header("Content-Language", e.lang().tag());
    e.header("X-Robots-Tag", "noindex");
    String html = OtherLanguage.mark(out.toString(), e.lang());
    e.send(MediaTypes.HTML_UTF8, html.getBytes(StandardCharsets.UTF_8));
  }
}
