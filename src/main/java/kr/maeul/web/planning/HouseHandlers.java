package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Wkb;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.houses.ledger.Planning;
import kr.maeul.houses.ledger.SurveyRoute;
import kr.maeul.houses.ledger.owner.ContactEntry;
import kr.maeul.houses.ledger.owner.Means;
import kr.maeul.houses.ledger.owner.Outcome;
import kr.maeul.houses.ledger.owner.Owner;
import kr.maeul.houses.ledger.timeline.TimelineEntry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.media.MediaCatalog;
import kr.maeul.people.identity.Scope;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Member;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.InvalidContentException;
import kr.maeul.web.request.refusal.NotFoundException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Owners, contacts, timelines and routes on the web. Safe for use by several threads. */
public final class HouseHandlers {
  private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Planning planning;
  private final MediaCatalog media;
  private final Clock clock;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   */
  public HouseHandlers(
      LayerCatalog layers, FeatureStore store, Planning planning, MediaCatalog media, Clock clock) {
    this.layers = layers;
    this.store = store;
    this.planning = planning;
    this.media = media;
    this.clock = clock;
  }

  public void owner(Exchange e) throws IOException {
    Owner owner = planning.owners().of(Answers.id(e));
    Answers.send(e, owner.version(), PlanningJson.owner(owner));
  }

  /** What is not said of a person is deleted; whether they may be contacted stays if not said. */
  public void putOwner(Exchange e) throws IOException {
    JsonBody body = PlanningOperations.PUT_OWNER.read(e);
    Owner.Person person =
        new Owner.Person(
            orNull(body.get(PlanningOperations.NAME)),
            orNull(body.get(PlanningOperations.TELEPHONE)),
            orNull(body.get(PlanningOperations.ADDRESS)));
    Boolean flag = body.get(PlanningOperations.DO_NOT_CONTACT);
    LocalDate since = day(body, PlanningOperations.DO_NOT_CONTACT_SINCE);
    if (since != null && !Boolean.TRUE.equals(flag)) {
      body.fault(
          "doNotContactSince",
          new Text("doNotContact가 true일 때만 씁니다.", "goes with doNotContact: true only"));
    }
    String reason = body.get(PlanningOperations.OWNER_REASON);
    body.done();
    Owner owner =
        planning
            .owners()
            .put(
                Answers.id(e), person, flag, since, Answers.author(e, reason), Answers.mayMatch(e));
    Answers.send(e, owner.version(), PlanningJson.owner(owner));
  }

  public void contacts(Exchange e) throws IOException {
    String id = Answers.id(e);
    List<ContactEntry> lines = planning.contacts().of(id);
    boolean mayContact = planning.owners().notToBeContacted(List.of(id)).isEmpty();
    e.sendUncached(PlanningJson.contacts(lines, mayContact, e.lang()));
  }

  public void addContact(Exchange e) throws IOException {
    JsonBody body = PlanningOperations.ADD_CONTACT.read(e);
    LocalDate day = day(body, PlanningOperations.DATE);
    Means means = body.get(PlanningOperations.MEANS);
    Outcome outcome = body.get(PlanningOperations.OUTCOME);
    String text = body.get(PlanningOperations.TEXT);
    String corrects = body.get(PlanningOperations.CORRECTS);
    body.done();
    ContactEntry.Draft draft =
        new ContactEntry.Draft(day, means, outcome, text == null ? "" : text, corrects);
    ContactEntry added = planning.contacts().add(Answers.id(e), draft, Answers.author(e));
    e.status(201);
    e.sendUncached(PlanningJson.contact(added, e.lang()));
  }

  /** What was said with the owner is for those alone who might read the log of it. */
  public void timeline(Exchange e) throws IOException {
    boolean withWords = e.caller().may(Scope.ACCOUNT);
    List<TimelineEntry> entries = planning.timeline().of(Answers.id(e), withWords);
    List<String> photos =
        entries.stream().flatMap(t -> t.photos().stream().map(TimelineEntry.Photo::id)).toList();
    e.sendUncached(PlanningJson.timeline(e, entries, media.describe(photos)));
  }

  public void route(Exchange e) throws IOException {
    JsonBody body = PlanningOperations.ROUTE.read(e);
    List<String> ids = ids(body);
    Coordinate from = position(body);
    body.done();
    View view =
        layers
            .viewFor(Audience.PLANNER, HouseField.LAYER)
            .orElseThrow(
                () -> new NotFoundException(new Text("빈집 레이어가 없습니다.", "there are no houses")));
    Map<String, Coordinate> found = places(view, ids);
    List<InvalidContentException.Fault> unknown = new ArrayList<>();
    Map<String, Coordinate> places = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (!found.containsKey(id)) {
        unknown.add(
            new InvalidContentException.Fault(
                "/ids/" + i, new Text("그런 빈집이 없습니다.", "there is no such house")));
      } else if (found.get(id) == null) {
        without.add(id);
      } else {
        places.put(id, found.get(id));
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidContentException(unknown);
    }
    SurveyRoute route = SurveyRoute.nearestFirst(places, from);
    e.sendUncached(PlanningJson.route(route, without, e.lang()));
  }

  private Map<String, Coordinate> places(View view, List<String> ids) {
    Map<String, Coordinate> places = new LinkedHashMap<>();
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.IdIn(ids)), PlanningOperations.MOST_STOPS);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        places.put(cursor.id(), middle(cursor.geometryWkb()));
      }
    }
    return places;
  }

  private static Coordinate middle(byte[] wkb) {
    Geometry g = Wkb.read(wkb);
    return g == null || g.isEmpty() ? null : g.getInteriorPoint().getCoordinate();
  }

  private static List<String> ids(JsonBody body) {
    JsonNode given = body.get(PlanningOperations.IDS);
    if (!given.isArray() || given.isEmpty() || given.size() > PlanningOperations.MOST_STOPS) {
      body.fault(
          "ids",
          new Text(
              "빈집 1~" + PlanningOperations.MOST_STOPS + "채의 목록이어야 합니다.",
              "must be a list of 1 to " + PlanningOperations.MOST_STOPS + " houses"));
      return List.of();
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).isTextual() || !Answers.isId(given.get(i).asText())) {
        body.fault("ids/" + i, new Text("빈집의 id여야 합니다.", "must be the id of a house"));
      } else if (!ids.add(given.get(i).asText())) {
        body.fault("ids/" + i, new Text("같은 집이 두 번 있습니다.", "is there twice"));
      }
    }
    return List.copyOf(ids);
  }

  private static Coordinate position(JsonBody body) {
    JsonNode given = body.get(PlanningOperations.FROM);
    if (given == null) {
      return null;
    }
    boolean isPair =
        given.isArray()
            && given.size() == 2
            && given.get(0).isNumber()
            && given.get(1).isNumber()
            && Math.abs(given.get(0).asDouble()) <= 180
            && Math.abs(given.get(1).asDouble()) <= 90;
    if (!isPair) {
      body.fault(
          PlanningOperations.FROM.name(),
          new Text("[경도, 위도] 꼴이어야 합니다.", "must be [longitude, latitude]"));
      return null;
    }
    return new Coordinate(given.get(0).asDouble(), given.get(1).asDouble());
  }

  /** A day that has come, in Seoul. */
  private LocalDate day(JsonBody body, Member<String> member) {
    String text = body.get(member);
    if (!body.has(member)) {
      return null; // as it was told where it is needed
    }
    String name = member.name();
    LocalDate day = null;
    try {
      day = text.length() == 10 ? LocalDate.parse(text) : null;
    } catch (DateTimeException notOne) {
      // reported below
    }
    if (day == null) {
      body.fault(name, new Text("YYYY-MM-DD 꼴의 날짜를 쓰세요.", "is a day of the form YYYY-MM-DD"));
    } else if (day.isAfter(LocalDate.ofInstant(clock.instant(), TownZone.ID))) {
      body.fault(name, new Text("아직 오지 않은 날입니다.", "has not come yet"));
    } else if (day.isBefore(EARLIEST)) {
      body.fault(name, new Text(EARLIEST + "보다 이릅니다.", "is before " + EARLIEST));
    }
    return day;
  }

  private static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
