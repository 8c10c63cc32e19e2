package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.Revision;
import kr.maeul.web.html.Item;
import kr.maeul.web.ogc.document.ItemAnswer;
import kr.maeul.web.ogc.document.Paths;
import kr.maeul.web.ogc.query.ItemsParameters;
import kr.maeul.web.ogc.query.ItemsRequest;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.negotiation.Preferences;
import kr.maeul.web.request.refusal.NotFoundException;

/** What all requests that write have in common. Safe for use by several threads. */
final class Writing {
  private final LayerCatalog layers;
  private final Clock clock;
  private final CrsRegistry crs = new CrsRegistry();
  private final ItemAnswer itemAnswer = new ItemAnswer(new ObjectMapper());

  Writing(LayerCatalog layers, Clock clock) {
    this.layers = layers;
    this.clock = clock;
  }

  /** What the caller may write to and read again, by the ids of the layers. */
  Map<String, View> views(Exchange e) {
    Map<String, View> views = new LinkedHashMap<>();
    layers.viewsFor(e.audience()).stream()
        .filter(v -> !v.empty())
        .forEach(v -> views.put(v.layer().id(), v));
    return views;
  }

  /** Answers a write that left the shape as it was. */
  void answer(Exchange e, View view, Revision made, Preferences prefers, Crs wanted, int status)
      throws IOException {
    answer(e, view, made, Set.of(), prefers, wanted, status);
  }

  /**
   * Answers a write: with its tag and time, what was done to its shape and, where that is
   * preferred, with what is there now.
   *
   * @param deeds what was done to the shape that was sent
   * @param status where nothing else is said
   */
  void answer(
      Exchange e,
      View view,
      Revision made,
      Set<Deed> deeds,
      Preferences prefers,
      Crs wanted,
      int status)
      throws IOException {
    Instant modified = Instant.ofEpochSecond(made.number());
    Instant now = clock.instant();
    e.header("Last-Modified", Precondition.date(modified.isAfter(now) ? now : modified))
        .header("Cache-Control", "no-store");
    boolean isSeen = made.after() != null; // a house that is not listed any more is for planners
    if (isSeen) {
      e.header("ETag", EntityTag.ofVersion(made.version()));
    }
    if (!prefers.applied().isEmpty()) {
      e.header("Preference-Applied", prefers.applied());
    }
    if (!deeds.isEmpty()) {
      e.header("Maeul-Mended", deeds.stream().map(Deed::word).collect(Collectors.joining(", ")));
    }
    if (!prefers.wantsRepresentation() || !isSeen) {
      e.status(status);
      return;
    }
    String path = Paths.item(view.layer(), made.id());
    byte[] json =
        itemAnswer.toJson(e, path, item(view, made.after()), crs.projection(wanted), deeds);
    e.header("Content-Crs", "<" + wanted.uri() + ">")
        .header("Content-Location", e.urls().at(path))
        .header("Content-Language", e.lang().tag());
    e.status(status == 204 ? 200 : status);
    e.send(MediaTypes.GEO_JSON, json);
  }

  private static Item item(View view, Feature feature) {
    Map<Property, Object> values = new LinkedHashMap<>();
    for (Property p : view.properties()) {
      Object value = feature.properties().get(p.name());
      if (value != null) {
        values.put(p, value);
      }
    }
    return new Item(view, feature.id(), Wkb.write(feature.geometry()), values);
  }

  /**
   * @param batch of what is written together, or null
   */
  static Author author(Exchange e, String batch) {
    return new Author(e.caller().account(), e.caller().name(), null, batch);
  }

  /** In which reference system to answer. */
  Crs answered(Exchange e) {
    return ItemsParameters.OF_ONE.read(e.query(), new ItemsRequest()).crs;
  }

  static NotFoundException noSuchItem(View view) {
    return new NotFoundException(
        new Text(
            view.layer().title().ko() + "에 그런 항목이 없습니다.",
            "there is no such item in " + view.layer().id()));
  }

  /** What the caller sees of the layer in the path, and may write to. */
  View view(Exchange e) {
    return layers
        .viewFor(e.audience(), e.pathParam("layer"))
        .filter(v -> !v.empty())
        .orElseThrow(NotFoundException::noSuchLayer);
  }
}
