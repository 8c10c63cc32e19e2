package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kr.maeul.houses.ledger.SavedSearch;
import kr.maeul.houses.ledger.Shortlist;
import kr.maeul.houses.ledger.SurveyRoute;
import kr.maeul.houses.ledger.owner.ContactEntry;
import kr.maeul.houses.ledger.owner.Means;
import kr.maeul.houses.ledger.owner.Outcome;
import kr.maeul.houses.ledger.owner.Owner;
import kr.maeul.houses.ledger.timeline.TimelineEntry;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.media.Medium;
import kr.maeul.media.photo.PhotoSize;
import kr.maeul.web.request.Exchange;

/** What planners keep, as JSON. Stateless. */
final class PlanningJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PlanningJson() {}

  static ObjectNode shortlist(Shortlist list) {
    ObjectNode json = JSON.objectNode();
    json.put("id", list.id()).put("name", list.name()).put("note", list.note());
    json.put("profile", list.profile()).set("request", list.request());
    ArrayNode houses = json.putArray("houses");
    list.houses().forEach(h -> houses.addObject().put("id", h.house()).put("note", h.note()));
    json.put("author", list.author());
    json.put("created", text(list.created())).put("changed", text(list.changed()));
    return json.put("version", list.version());
  }

  static ObjectNode shortlists(List<Shortlist> lists) {
    ObjectNode json = JSON.objectNode();
    ArrayNode all = json.putArray("shortlists");
    lists.forEach(l -> all.add(shortlist(l)));
    return json;
  }

  static ObjectNode search(SavedSearch search) {
    ObjectNode json = JSON.objectNode().put("id", search.id()).put("name", search.name());
    json.put("profile", search.profile()).set("request", search.request());
    return json.put("author", search.author()).put("created", text(search.created()));
  }

  static ObjectNode searches(List<SavedSearch> searches) {
    ObjectNode json = JSON.objectNode();
    ArrayNode all = json.putArray("searches");
    searches.forEach(s -> all.add(search(s)));
    return json;
  }

  static ObjectNode owner(Owner owner) {
    return JSON.objectNode()
        .put("name", owner.person().name())
        .put("telephone", owner.person().telephone())
        .put("address", owner.person().address())
        .put("doNotContact", owner.doNotContact())
        .put("doNotContactSince", owner.since() == null ? null : owner.since().toString())
        .put("author", owner.author())
        .put("changed", text(owner.changed()))
        .put("version", owner.version());
  }

  static ObjectNode contacts(List<ContactEntry> lines, boolean mayContact, Lang lang) {
    ObjectNode json = JSON.objectNode().put("mayContact", mayContact);
    ArrayNode entries = json.putArray("entries");
    lines.forEach(c -> entries.add(contact(c, lang)));
    choices(json.putArray("means"), Means.values(), lang);
    choices(json.putArray("outcomes"), Outcome.values(), lang);
    return json;
  }

  /** What there is to choose from, so that a page need not know it. */
  private static void choices(ArrayNode list, Enum<?>[] values, Lang lang) {
    for (Enum<?> value : values) {
      boolean isMeans = value instanceof Means;
      String word = isMeans ? ((Means) value).word() : ((Outcome) value).word();
      Text title = isMeans ? ((Means) value).title() : ((Outcome) value).title();
      list.addObject().put("id", word).put("title", title.in(lang));
    }
  }

  static ObjectNode contact(ContactEntry c, Lang lang) {
    ObjectNode json = JSON.objectNode().put("id", c.id()).put("kind", c.kind().word());
    json.put("date", c.day().toString());
    json.put("means", c.means() == null ? null : c.means().word());
    json.put("meansTitle", c.means() == null ? null : c.means().title().in(lang));
    json.put("outcome", c.outcome() == null ? null : c.outcome().word());
    json.put("outcomeTitle", c.outcome() == null ? null : c.outcome().title().in(lang));
    json.put("text", c.text()).put("by", c.author()).put("at", text(c.at()));
    return json.put("corrects", c.corrects()).put("correctedBy", c.correctedBy());
  }

  /**
   * @param media those that there are of all photos in it
   */
  static ObjectNode timeline(Exchange e, List<TimelineEntry> entries, Map<String, Medium> media) {
    ObjectNode json = JSON.objectNode();
    ArrayNode all = json.putArray("entries");
    Lang lang = e.lang();
    for (TimelineEntry entry : entries) {
      ObjectNode one = all.addObject().put("date", entry.date()).put("kind", entry.kind());
      one.put("title", entry.title().in(lang)).put("text", entry.text().in(lang));
      one.put("source", entry.source());
      if (entry.layer() == null) {
        one.putNull("link");
      } else {
        one.putObject("link").put("layer", entry.layer()).put("id", entry.id());
      }
      ArrayNode photos = one.putArray("photos");
      for (TimelineEntry.Photo photo : entry.photos()) {
        if (media.containsKey(photo.id())) {
          photos.add(photo(e, photo, media.get(photo.id())));
        }
      }
    }
    return json;
  }

  private static ObjectNode photo(Exchange e, TimelineEntry.Photo photo, Medium medium) {
    ObjectNode json = JSON.objectNode().put("id", photo.id());
    boolean isKnown = photo.when() != TimelineEntry.When.UNKNOWN;
    json.put("when", isKnown ? photo.when().name().toLowerCase(Locale.ROOT) : null);
    Medium.Description d = medium.description();
    json.put("alt", e.lang() == Lang.EN && !d.altEn().isEmpty() ? d.altEn() : d.alt());
    ObjectNode files = json.putObject("files");
    for (PhotoSize size : PhotoSize.values()) {
      files.put(size.word(), e.urls().local("/media/" + photo.id() + "/" + size.word()));
    }
    return json;
  }

  static ObjectNode route(SurveyRoute route, List<String> withoutPlace, Lang lang) {
    ObjectNode json = JSON.objectNode();
    ArrayNode order = json.putArray("order");
    route.order().forEach(order::add);
    ArrayNode legs = json.putArray("legsMetres");
    route.legsMetres().forEach(metres -> legs.add(rounded(metres)));
    json.put("metres", rounded(route.metres())).put("straightLine", true);
    json.put(
        "note",
        new Text(
                "직선거리로 가장 가까운 집부터 이은 순서입니다. 실제로 걷는 길은 더 깁니다.",
                "the nearest house first, by straight lines; the way on foot is longer")
            .in(lang));
    ArrayNode without = json.putArray("withoutPlace");
    withoutPlace.forEach(without::add);
    return json;
  }

  private static double rounded(double metres) {
    return Math.round(metres * 10) / 10.0;
  }

  private static String text(Instant at) {
    return at == null ? null : at.toString();
  }
}
