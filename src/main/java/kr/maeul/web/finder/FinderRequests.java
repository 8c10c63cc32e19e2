package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.InvalidContentException;
import kr.maeul.web.request.InvalidContentException.Fault;
import kr.maeul.web.request.JsonBody;
import kr.maeul.web.request.MediaTypes;
import kr.maeul.web.request.NotFoundException;
import kr.maeul.web.request.RefusedException;

/**
 * Reads questions to the finder, as a body and as a query, and refuses with everything that is
 * wrong. Safe for use by several threads.
 */
public final class FinderRequests {
  /** Room for a drawn area of a few thousand corners. */
  private static final JsonBody.Limits LIMITS =
      JsonBody.Limits.of(List.of(MediaTypes.JSON), 512 * 1024, 60);

  private static final Set<String> PARAMETERS =
      Set.of(
          "weights",
          "filter",
          "filter-lang",
          "within",
          "ids",
          "also",
          "limit",
          "offset",
          "walkMetres",
          "order",
          "examples");
  private static final Set<String> ANYWHERE = Set.of("f", "lang");

  private final Finder finder;
  private final LayerCatalog layers;
  private final FeatureStore store;

  /**
   * @param store as callers see it
   */
  public FinderRequests(Finder finder, LayerCatalog layers, FeatureStore store) {
    this.finder = finder;
    this.layers = layers;
    this.store = store;
  }

  /**
   * The profile of that id.
   *
   * @throws NotFoundException if there is none
   */
  public Profile profile(String id) {
    String known =
        finder.profiles().all().stream().map(Profile::id).collect(Collectors.joining(", "));
    return finder
        .profiles()
        .profile(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    new Text(
                        "그런 프로필이 없습니다. 있는 것: " + known,
                        "there is no such profile; there are: " + known)));
  }

  /**
   * The body.
   *
   * @throws RefusedException if it is too long or does not say that it is JSON
   * @throws BadRequestException if it is no JSON object
   */
  public ObjectNode body(Exchange e) throws IOException {
    return JsonBody.object(e, LIMITS);
  }

  /**
   * The question that a body asks.
   *
   * @throws InvalidContentException with every mistake by its JSON pointer
   */
  public FinderQuestion ofBody(Audience audience, Profile profile, JsonNode body) {
    return ofBody(audience, profile, body, Set.of());
  }

  /**
   * The same where the body has members beside the question, which somebody else reads.
   *
   * @throws InvalidContentException with every mistake by its JSON pointer
   */
  public FinderQuestion ofBody(
      Audience audience, Profile profile, JsonNode body, Set<String> besides) {
    return ofBody(
        audience, profile, body, besides, QuestionReader.USUAL_LIMIT, FinderQuestion.MOST_ASKED);
  }

  /**
   * The same for a file, which holds all the houses there are unless the body says how many.
   *
   * @throws InvalidContentException with every mistake by its JSON pointer
   */
  public FinderQuestion ofFile(
      Audience audience, Profile profile, JsonNode body, Set<String> besides) {
    return ofBody(audience, profile, body, besides, FinderQuestion.ALL, FinderQuestion.ALL);
  }

  private FinderQuestion ofBody(
      Audience audience,
      Profile profile,
      JsonNode body,
      Set<String> besides,
      int usualLimit,
      int mostLimit) {
    QuestionReader reader =
        new QuestionReader(layers, store, audience, profile, body, CqlLanguage.TEXT);
    FinderQuestion question = reader.read(besides, usualLimit, mostLimit);
    if (question == null) {
      throw new InvalidContentException(reader.faults());
    }
    return question;
  }

  /**
   * The question that query parameters ask.
   *
   * @throws BadRequestException with every mistake by its parameter
   */
  public FinderQuestion ofQuery(Audience audience, Profile profile, Map<String, String> query) {
    List<BadRequestException.Fault> faults = new ArrayList<>(unknown(query, PARAMETERS));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (String number : List.of("limit", "offset", "walkMetres")) {
      if (query.containsKey(number)) {
        putNumber(body, number, query.get(number));
      }
    }
    for (String text : List.of("filter", "within", "order")) {
      if (query.containsKey(text)) {
        body.put(text, query.get(text));
      }
    }
    if (query.containsKey("examples")) {
      putFlag(body, "examples", query.get("examples"));
    }
    for (String list : List.of("ids", "also")) {
      if (query.containsKey(list)) {
        ArrayNode ids = body.putArray(list);
        Stream.of(query.get(list).split(",", -1)).forEach(ids::add);
      }
    }
    if (query.containsKey("weights")) {
      weights(query.get("weights"), body.putObject("weights"), faults);
    }
    QuestionReader reader =
        new QuestionReader(layers, store, audience, profile, body, language(query, faults));
    FinderQuestion question =
        reader.read(Set.of(), QuestionReader.USUAL_LIMIT, FinderQuestion.MOST_ASKED);
    for (Fault f : reader.faults()) {
      faults.add(new BadRequestException.Fault(f.pointer().split("/", 3)[1], f.reason()));
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return question;
  }

  private static CqlLanguage language(
      Map<String, String> query, List<BadRequestException.Fault> faults) {
    String word = query.getOrDefault("filter-lang", CqlLanguage.TEXT.word());
    return CqlLanguage.ofWord(word)
        .orElseGet(
            () -> {
              String known =
                  Stream.of(CqlLanguage.values())
                      .map(CqlLanguage::word)
                      .collect(Collectors.joining(", "));
              faults.add(
                  new BadRequestException.Fault(
                      "filter-lang",
                      new Text(
                          "filter-lang: 쓸 수 있는 값: " + known,
                          "filter-lang: allowed are: " + known)));
              return CqlLanguage.TEXT;
            });
  }

  /** What is no number stays text, and is refused as such. */
  private static void putNumber(ObjectNode body, String name, String text) {
    if (text.matches("-?[0-9]{1,18}")) {
      body.put(name, Long.parseLong(text));
    } else {
      body.put(name, text);
    }
  }

  /** What is no flag stays text, and is refused as such. */
  private static void putFlag(ObjectNode body, String name, String text) {
    if (text.equals("true") || text.equals("false")) {
      body.put(name, text.equals("true"));
    } else {
      body.put(name, text);
    }
  }

  private static void weights(
      String text, ObjectNode weights, List<BadRequestException.Fault> faults) {
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      try {
        if (colon > 0 && pair.length() < 100) {
          weights.put(pair.substring(0, colon), Double.parseDouble(pair.substring(colon + 1)));
          continue;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      faults.add(
          new BadRequestException.Fault(
              "weights",
              new Text(
                  "weights: 기준:수 꼴로, 쉼표로 나누어 적으세요 (예: structure:25,consent:20).",
                  "weights: write criterion:number, separated by commas (structure:25,consent:20)")));
      return;
    }
  }

  /**
   * Refuses query parameters where there are none but for the language.
   *
   * @throws BadRequestException with each of them
   */
  public void refuseParameters(Exchange e) {
    List<BadRequestException.Fault> faults = unknown(e.query(), Set.of());
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
  }

  private static List<BadRequestException.Fault> unknown(
      Map<String, String> query, Set<String> known) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(ANYWHERE);
    String allowed = String.join(", ", all);
    return query.keySet().stream()
        .filter(name -> !all.contains(name))
        .map(
            name ->
                new BadRequestException.Fault(
                    name,
                    new Text(
                        "없는 매개변수입니다. 있는 것: " + allowed,
                        "unknown parameter; there are: " + allowed)))
        .toList();
  }

  /** The criteria, as a mistake names them. */
  static String named(Profile profile) {
    return profile.criteria().stream().map(Criterion::id).collect(Collectors.joining(", "));
  }
}
