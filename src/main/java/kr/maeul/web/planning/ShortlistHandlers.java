package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.houses.ledger.SavedSearch;
import kr.maeul.houses.ledger.SavedSearches;
import kr.maeul.houses.ledger.Shortlist;
import kr.maeul.houses.ledger.Shortlists;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.request.Exchange;

/** Shortlists and saved searches on the web. Safe for use by several threads. */
public final class ShortlistHandlers {
  private static final int LONGEST_REQUEST = 200_000;
  private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final Shortlists shortlists;
  private final SavedSearches searches;

  public ShortlistHandlers(Shortlists shortlists, SavedSearches searches) {
    this.shortlists = shortlists;
    this.searches = searches;
  }

  public void list(Exchange e) throws IOException {
    e.sendUncached(PlanningJson.shortlists(shortlists.all()));
  }

  public void one(Exchange e) throws IOException {
    answer(e, shortlists.one(Answers.id(e)));
  }

  public void create(Exchange e) throws IOException {
    Shortlist.Draft draft = draft(PlanningOperations.ADD_SHORTLIST.read(e));
    Shortlist made = shortlists.create(draft, Answers.author(e));
    e.status(201).header("Location", e.urls().at("/api/shortlists/" + made.id()));
    answer(e, made);
  }

  public void change(Exchange e) throws IOException {
    Shortlist.Draft draft = draft(PlanningOperations.CHANGE_SHORTLIST.read(e));
    answer(e, shortlists.change(Answers.id(e), draft, Answers.mustMatch(e)));
  }

  public void remove(Exchange e) {
    shortlists.remove(Answers.id(e), Answers.mustMatch(e));
    e.status(204);
  }

  public void searches(Exchange e) throws IOException {
    e.sendUncached(PlanningJson.searches(searches.all()));
  }

  public void createSearch(Exchange e) throws IOException {
    JsonBody body = PlanningOperations.SAVE_SEARCH.read(e);
    String name = name(body);
    String profile = profile(body);
    ObjectNode request = request(body);
    body.done();
    SavedSearch made = searches.create(name, profile, request, Answers.author(e));
    e.status(201);
    e.sendUncached(PlanningJson.search(made));
  }

  public void removeSearch(Exchange e) {
    searches.remove(Answers.id(e));
    e.status(204);
  }

  private static void answer(Exchange e, Shortlist list) throws IOException {
    Answers.send(e, list.version(), PlanningJson.shortlist(list));
  }

  private static Shortlist.Draft draft(JsonBody body) {
    String name = name(body);
    String note = body.get(PlanningOperations.NOTE);
    Shortlist.Draft draft =
        new Shortlist.Draft(name, note, profile(body), request(body), houses(body));
    body.done();
    return draft;
  }

  private static String name(JsonBody body) {
    String name = body.get(PlanningOperations.NAME);
    if (body.has(PlanningOperations.NAME) && name.isEmpty()) {
      body.fault("name", new Text("이름을 써 주세요.", "must not be empty"));
    }
    return name;
  }

  private static String profile(JsonBody body) {
    String profile = body.get(PlanningOperations.PROFILE);
    if (profile != null && !PROFILE.matcher(profile).matches()) {
      body.fault("profile", new Text("프로필의 id가 아닙니다.", "is no id of a profile"));
    }
    return profile;
  }

  /** It is read when it is asked again; here it only has to be an object of bounded size. */
  private static ObjectNode request(JsonBody body) {
    JsonNode request = body.get(PlanningOperations.REQUEST);
    if (request == null) {
      return null;
    }
    if (request.isMissingNode()) {
      body.fault("request", new Text("필요합니다.", "is required"));
      return null;
    }
    if (!(request instanceof ObjectNode object)) {
      body.fault("request", new Text("JSON 객체여야 합니다.", "must be a JSON object"));
      return null;
    }
    String text = object.toString();
    if (text.length() > LONGEST_REQUEST) {
      body.fault(
          "request",
          new Text(
              "너무 깁니다 (최대 " + LONGEST_REQUEST + "자).",
              "is too long (at most " + LONGEST_REQUEST + " characters)"));
    }
    return object;
  }

  private static List<Shortlist.Entry> houses(JsonBody body) {
    JsonNode given = body.get(PlanningOperations.HOUSES);
    if (given == null) {
      return null;
    }
    List<Shortlist.Entry> houses = new ArrayList<>();
    if (!given.isArray() || given.size() > Shortlists.MOST_HOUSES) {
      body.fault(
          "houses",
          new Text(
              "빈집 최대 " + Shortlists.MOST_HOUSES + "채의 목록이어야 합니다.",
              "must be a list of at most " + Shortlists.MOST_HOUSES + " houses"));
      return houses;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      house(body, "houses/" + i, given.get(i), seen, houses);
    }
    return houses;
  }

  private static void house(
      JsonBody body, String path, JsonNode given, Set<String> seen, List<Shortlist.Entry> houses) {
    JsonNode id = given.path("id");
    if (!given.isObject()) {
      body.fault(path, new Text("{ id, note } 꼴이어야 합니다.", "must be of the form { id, note }"));
      return;
    }
    for (var member : given.properties()) {
      if (!Set.of("id", "note").contains(member.getKey())) {
        body.fault(path, new Text("id와 note만 씁니다.", "has id and note only"));
      }
    }
    if (!id.isTextual() || !Answers.isId(id.asText())) {
      body.fault(path + "/id", new Text("빈집의 id여야 합니다.", "must be the id of a house"));
    } else if (!seen.add(id.asText())) {
      body.fault(path + "/id", new Text("같은 집이 두 번 있습니다.", "is there twice"));
    }
    String note =
        given.hasNonNull("note")
            ? body.plain(
                path + "/note", given.get("note"), PlanningOperations.LONGEST_HOUSE_NOTE, true)
            : "";
    houses.add(new Shortlist.Entry(id.asText(), note));
  }
}
