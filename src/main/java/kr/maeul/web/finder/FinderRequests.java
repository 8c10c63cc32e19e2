package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.InvalidContentException;
import kr.maeul.web.request.refusal.InvalidContentException.Fault;
import kr.maeul.web.request.refusal.NotFoundException;

/**
 * Reads questions to the finder, as a body and as a query, and refuses with everything that is
 * wrong. Safe for use by several threads.
 */
public final class FinderRequests {
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
   * The question that a body asks.
   *
   * @param members that the body may have; those that are not of the question somebody else reads
   * @throws InvalidContentException with every mistake by its JSON pointer
   */
  public FinderQuestion ofBody(
      Audience audience, Profile profile, JsonNode body, Set<String> members) {
    return ofBody(
        audience, profile, body, members, QuestionReader.USUAL_LIMIT, FinderQuestion.MOST_ASKED);
  }

  /**
   * The same for a file, which holds all the houses there are unless the body says how many.
   *
   * @throws InvalidContentException with every mistake by its JSON pointer
   */
  public FinderQuestion ofFile(
      Audience audience, Profile profile, JsonNode body, Set<String> members) {
    return ofBody(audience, profile, body, members, FinderQuestion.ALL, FinderQuestion.ALL);
  }

  private FinderQuestion ofBody(
      Audience audience,
      Profile profile,
      JsonNode body,
      Set<String> members,
      int usualLimit,
      int mostLimit) {
    QuestionReader reader =
        new QuestionReader(layers, store, audience, profile, body, CqlLanguage.TEXT);
    FinderQuestion question = reader.read(members, usualLimit, mostLimit);
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
  FinderQuestion ofQuery(Audience audience, Profile profile, Map<String, String> query) {
    FinderQuery asked = new FinderQuery();
    List<BadRequestException.Fault> faults = FinderQuery.PARAMETERS.faults(query, asked);
    QuestionReader reader =
        new QuestionReader(layers, store, audience, profile, asked.body(), asked.language());
    FinderQuestion question =
        reader.read(
            QuestionReader.MEMBERS.names(), QuestionReader.USUAL_LIMIT, FinderQuestion.MOST_ASKED);
    for (Fault f : reader.faults()) {
      faults.add(new BadRequestException.Fault(f.pointer().split("/", 3)[1], f.reason()));
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return question;
  }

  /** The criteria, as a mistake names them. */
  static String named(Profile profile) {
    return profile.criteria().stream().map(Criterion::id).collect(Collectors.joining(", "));
  }
}
