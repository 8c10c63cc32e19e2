package kr.maeul.houses.finder.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.OnceKnown;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.ProfileReader;
import kr.maeul.houses.finder.profile.Rating;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;

/**
 * Which houses a question can come to be about. What its filters ask for may not be known of a
 * house, and of one without a place nobody knows in which area it is: once that is known, houses
 * that do not match now may, and some that match now no more. A fact is not known of a house under
 * the same conditions as in {@link Unknowns}. Immutable.
 *
 * @param matching filters of the houses that the question is about now
 * @param possible filters of these and of those that it may be about once more is known
 * @param sure filters of those that it will be about whatever is found out
 */
public record CandidateFilters(List<Filter> matching, List<Filter> possible, List<Filter> sure) {

  public static CandidateFilters of(FinderQuestion question) {
    Map<String, List<Object>> undetermined = undetermined(question);
    List<Filter> possible = new ArrayList<>();
    List<Filter> sure = new ArrayList<>();
    for (Filter filter : question.filters()) {
      if (filter instanceof Filter.Cql f) {
        Condition once = OnceKnown.of(f.condition(), undetermined);
        possible.add(new Filter.Cql(OnceKnown.notFalse(once)));
        sure.add(new Filter.Cql(once));
      } else {
        possible.add(
            filter instanceof Filter.IntersectsArea ? new Filter.OrNowhere(filter) : filter);
        sure.add(filter);
      }
    }
    return new CandidateFilters(question.filters(), possible, sure);
  }

  /** Whether a house can come to match that does not now. */
  public boolean canGrow() {
    return !possible.equals(matching);
  }

  /** Whether a house can come to match no more. */
  public boolean canShrink() {
    return !sure.equals(matching);
  }

  /** Values that say of a property that it may turn out otherwise. */
  private static Map<String, List<Object>> undetermined(FinderQuestion question) {
    Map<String, Set<Object>> all = new HashMap<>();
    Profile profile = question.profile();
    for (var property : profile.layer().properties()) {
      for (Choice choice : property.choices()) {
        if (choice.isProvisional() && property.type() == PropertyType.STRING) {
          put(all, property.name(), choice.value());
        }
      }
    }
    for (int c = 0; c < profile.criteria().size(); c++) {
      Criterion criterion = profile.criteria().get(c);
      if (question.weights().get(c) > 0
          && criterion.fact() instanceof Fact.OfProperty fact
          && criterion.rating() instanceof Rating.Choices rating) {
        List<String> values = ProfileReader.values(fact);
        for (int v = 0; v < values.size(); v++) {
          if (Double.isNaN(rating.of(v))) {
            boolean isFlag = fact.property().type() == PropertyType.BOOLEAN;
            put(all, fact.property().name(), isFlag ? (Object) (v == 1) : values.get(v));
          }
        }
      }
    }
    Map<String, List<Object>> lists = new HashMap<>();
    all.forEach((name, values) -> lists.put(name, List.copyOf(values)));
    return lists;
  }

  private static void put(Map<String, Set<Object>> all, String name, Object value) {
    all.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value);
  }
}
