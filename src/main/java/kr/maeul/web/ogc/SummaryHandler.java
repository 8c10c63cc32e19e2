package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Grouping;
import kr.maeul.store.Tally;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.document.CountsDocument;
import kr.maeul.web.ogc.query.SummaryRequest;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BadRequestException;

/** Answers what is asked of a summary {@code by} something: counts of the rows a view shows. */
final class SummaryHandler {
  static final int MOST_TALLIES = 5000;

  private final FeatureStore store;
  private final Pages pages;
  private final ObjectMapper mapper;

  SummaryHandler(FeatureStore store, Pages pages, ObjectMapper mapper) {
    this.store = store;
    this.pages = pages;
    this.mapper = mapper;
  }

  /** Layers other than its own that an answer depends on. */
  List<Long> revisions(SummaryRequest asked) {
    return asked.by instanceof Grouping.Area a
        ? List.of(store.state(a.areas()).revision())
        : List.of();
  }

  void answer(Exchange e, View view, SummaryRequest asked, Format format) throws IOException {
    Grouping grouping =
        new Grouping(asked.by, asked.second, asked.measured, asked.rows.filters, MOST_TALLIES);
    List<Tally> tallies = store.tally(view, grouping);
    if (tallies.size() > MOST_TALLIES) {
      throw new BadRequestException(
          "by",
          new Text(
              "by: 묶음이 " + MOST_TALLIES + "개를 넘습니다. 다른 기준을 쓰거나 조건을 좁히세요.",
              "by: there are more than "
                  + MOST_TALLIES
                  + " groups; group by something else or narrow it down"));
    }
    long matched = store.count(view, asked.rows.filters);
    CountsDocument document = new CountsDocument(asked, e.lang());
    if (asked.asGeoJson && asked.by instanceof Grouping.Hexagon hexagon) {
      ObjectNode json = document.geoJson(hexagon.grid(), tallies, matched);
      e.sendJson(MediaTypes.GEO_JSON, json);
      return;
    }
    ObjectNode json = document.json(view.layer(), tallies, matched);
    if (format == Format.HTML) {
      pages.counts(e, view, json, heading(asked), titles(asked, e));
    } else {
      e.sendJson(json);
    }
  }

  private static Text heading(SummaryRequest asked) {
    if (asked.by instanceof Grouping.Value v) {
      return v.property().title();
    }
    return asked.by instanceof Grouping.Area a
        ? a.areas().layer().title()
        : new Text("육각형 칸", "Hexagon");
  }

  private static List<String> titles(SummaryRequest asked, Exchange e) {
    return asked.second == null
        ? List.of()
        : List.of(asked.second).stream().map(Property::title).map(e::say).toList();
  }
}
