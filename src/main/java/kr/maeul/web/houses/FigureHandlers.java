package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import kr.maeul.houses.figures.Figures;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.web.request.Exchange;

/** The figures of the dashboard. Safe for use by several threads. */
public final class FigureHandlers {
  private final LayerCatalog layers;
  private final Figures figures;
  private final Clock clock;

  public FigureHandlers(LayerCatalog layers, Figures figures, Clock clock) {
    this.layers = layers;
    this.figures = figures;
    this.clock = clock;
  }

  /** {@code GET /api/houses/dashboard}. */
  public void dashboard(Exchange e) throws IOException {
    View view = HouseJson.houses(layers, e);
    Figures.Report report = figures.count(view);
    ObjectNode answer = HouseJson.object();
    answer.put("timeStamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    answer.put("layer", view.layer().id());
    answer.put("houses", report.houses()).put("vacant", report.vacant());
    answer.put("examples", report.examples()).put("examplesLeftOut", report.examplesLeftOut());
    ArrayNode list = answer.putArray("figures");
    report.figures().forEach(f -> figure(list.addObject(), f, e));
    HouseJson.send(e, answer);
  }

  private static void figure(ObjectNode node, Figures.Counted counted, Exchange e) {
    node.put("id", counted.figure().id()).put("title", e.say(counted.figure().title()));
    node.put("definition", e.say(counted.figure().definition())).put("of", counted.of());
    if (counted.isPartial()) {
      node.put("partial", true);
    }
    ArrayNode groups = node.putArray("groups");
    for (Figures.Group group : counted.groups()) {
      ObjectNode one = groups.addObject().put("key", group.key());
      one.put("title", e.say(group.title())).put("count", group.count());
      HouseJson.look(one, group.choice());
    }
  }
}
