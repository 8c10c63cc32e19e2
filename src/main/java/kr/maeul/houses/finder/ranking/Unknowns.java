package kr.maeul.houses.finder.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.ProfileReader;
import kr.maeul.houses.finder.profile.Rating;
import kr.maeul.layer.text.Choice;

/**
 * As what a fact that is not known can turn out: what it would give each criterion that asks for
 * it, and whether a gate would then leave the house out. The same for every house of one question.
 *
 * <p>A fact is open where it has no value, where its value is provisional, and where a criterion
 * with a weight takes its value for saying that the matter is not known. One fact has one value,
 * whichever criteria and gates ask for it. An amount may be any number. A value that is provisional
 * or says that the matter is not known is none that comes of finding out, unless there is no other.
 * Safe for use by several threads once made.
 */
final class Unknowns {
  private final Asked[] asked;
  private final HouseTable houses;

  /** A fact with all that is asked about it. */
  private record Asked(
      int column, int[] criteria, Rating[] ratings, Set<Double> provisional, Outcomes outcomes) {}

  /** A gate that leaves houses out, and what of the fact trips it. */
  private record Trip(Gate gate, Gate.Check check) {}

  /**
   * @param staying outcomes with which a house can be ranked: for each of the fact's criteria the
   *     least and the most that it may be worth
   * @param leaving gates that leave it out with another
   */
  private record Outcomes(List<double[][]> staying, Set<Gate> leaving) {}

  /** A value, or the amount just below or above one. */
  private record Value(double at, int side) {
    double worth(Rating rating) {
      return side < 0 ? rating.below(at) : rating.of(at);
    }

    boolean trips(Gate.Check check) {
      return check.trips(side == 0 ? at : side < 0 ? Math.nextDown(at) : Math.nextUp(at));
    }
  }

  /**
   * @param scores of the same question: a criterion without a weight leaves nothing open
   */
  Unknowns(Profile profile, HouseTable houses, Scores scores) {
    this.houses = houses;
    Map<Fact, List<Integer>> criteria = new LinkedHashMap<>();
    Map<Fact, List<Trip>> gates = new LinkedHashMap<>();
    for (int c = 0; c < profile.criteria().size(); c++) {
      if (scores.weight(c) > 0) {
        criteria.computeIfAbsent(profile.criteria().get(c).fact(), f -> new ArrayList<>()).add(c);
      }
    }
    for (Gate gate : profile.gates()) {
      for (Gate.Test test : gate.tests()) {
        if (gate.kind() == Gate.Kind.EXCLUDE) {
          gates
              .computeIfAbsent(test.fact(), f -> new ArrayList<>())
              .add(new Trip(gate, test.check()));
        }
      }
    }
    List<Asked> all = new ArrayList<>();
    criteria.forEach(
        (fact, its) -> all.add(asked(profile, fact, its, gates.getOrDefault(fact, List.of()))));
    gates.forEach(
        (fact, trips) -> {
          if (!criteria.containsKey(fact)) {
            all.add(asked(profile, fact, List.of(), trips));
          }
        });
    this.asked = all.toArray(Asked[]::new);
  }

  private Asked asked(Profile profile, Fact fact, List<Integer> criteria, List<Trip> trips) {
    Rating[] ratings =
        criteria.stream().map(c -> profile.criteria().get(c).rating()).toArray(Rating[]::new);
    Set<Double> provisional = provisional(fact);
    List<Value> values = values(fact, ratings, trips);
    List<Value> found =
        values.stream().filter(v -> !provisional.contains(v.at) && isKnown(v, ratings)).toList();
    return new Asked(
        houses.column(fact),
        criteria.stream().mapToInt(Integer::intValue).toArray(),
        ratings,
        provisional,
        outcomes(found.isEmpty() ? values : found, ratings, trips));
  }

  /** The numbers that stand for values of which the matter may turn out otherwise. */
  private static Set<Double> provisional(Fact fact) {
    Set<Double> provisional = new HashSet<>();
    List<Choice> choices =
        fact instanceof Fact.OfProperty p ? p.property().choices() : List.<Choice>of();
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).isProvisional()) {
        provisional.add((double) i);
      }
    }
    return provisional;
  }

  private static Outcomes outcomes(List<Value> values, Rating[] ratings, List<Trip> trips) {
    List<double[][]> staying = new ArrayList<>();
    Set<Gate> leaving = new LinkedHashSet<>();
    for (Value value : values) {
      List<Gate> tripped =
          trips.stream().filter(t -> value.trips(t.check)).map(Trip::gate).toList();
      leaving.addAll(tripped);
      if (tripped.isEmpty()) {
        double[][] worths = new double[2][ratings.length];
        for (int i = 0; i < ratings.length; i++) {
          double worth = value.worth(ratings[i]);
          worths[0][i] = Double.isNaN(worth) ? ratings[i].worst() : worth;
          worths[1][i] = Double.isNaN(worth) ? ratings[i].best() : worth;
        }
        staying.add(worths);
      }
    }
    return new Outcomes(staying, leaving);
  }

  private static boolean isKnown(Value value, Rating[] ratings) {
    for (Rating rating : ratings) {
      if (Double.isNaN(value.worth(rating))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Values among which are all that matter: each one there is, or, of amounts, those where a scale
   * bends and a gate begins, what lies on both sides of them, and the ends. Between them worth goes
   * in straight lines, so that neither the best nor the worst lies there.
   */
  private static List<Value> values(Fact fact, Rating[] ratings, List<Trip> trips) {
    List<Value> values = new ArrayList<>();
    int choices = ProfileReader.values(fact).size();
    for (int i = 0; i < choices; i++) {
      values.add(new Value(i, 0));
    }
    if (choices > 0) {
      return values;
    }
    double least = fact instanceof Fact.OfProperty ? Double.NEGATIVE_INFINITY : 0;
    values.add(new Value(least, 0));
    values.add(new Value(Double.POSITIVE_INFINITY, 0));
    for (Rating rating : ratings) {
      for (double number : ((Rating.Scale) rating).numbers()) {
        addAround(values, number, least);
      }
    }
    for (Trip trip : trips) {
      double bound =
          trip.check instanceof Gate.Check.AtLeast from
              ? from.amount()
              : ((Gate.Check.AtMost) trip.check).amount();
      addAround(values, bound, least);
    }
    return values;
  }

  private static void addAround(List<Value> values, double number, double least) {
    if (number > least) {
      values.add(new Value(number, -1));
    }
    if (number >= least) {
      values.add(new Value(number, 0));
      values.add(new Value(number, 1));
    }
  }

  /** How many facts there are; each may be open or not. */
  int size() {
    return asked.length;
  }

  /** The criteria with a weight that ask for a fact. */
  int[] criteria(int fact) {
    return asked[fact].criteria;
  }

  boolean isOpen(int fact, int house) {
    Asked its = asked[fact];
    double known = houses.fact(its.column, house);
    if (Double.isNaN(known) || its.provisional.contains(known)) {
      return true;
    }
    for (Rating rating : its.ratings) {
      if (Double.isNaN(rating.of(known))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a house of which this is not known can come to be ranked. */
  boolean canStay(int fact) {
    return !asked[fact].outcomes.staying.isEmpty();
  }

  /** Whether a gate can come to leave out a house of which this is not known. */
  boolean canLeaveOut(int fact) {
    return !asked[fact].outcomes.leaving.isEmpty();
  }

  /** The gates that can come to leave out a house, in the order of the profile. */
  List<Gate> allLeavingOut(Profile profile, int house) {
    Set<Gate> gates = new HashSet<>();
    for (int f = 0; f < asked.length; f++) {
      if (isOpen(f, house)) {
        gates.addAll(asked[f].outcomes.leaving);
      }
    }
    return profile.gates().stream().filter(gates::contains).toList();
  }

  /** The gates that can come to leave out a house of which the fact of a criterion is not known. */
  List<Gate> leavingOut(Profile profile, int criterion) {
    Set<Gate> gates = asked[asking(criterion)].outcomes.leaving;
    return profile.gates().stream().filter(gates::contains).toList();
  }

  /**
   * The most that a criterion with a weight can come to give a house that is ranked, or the least;
   * NaN where none can be.
   */
  double worth(int criterion, boolean isMost) {
    Asked its = asked[asking(criterion)];
    int at = 0;
    while (its.criteria[at] != criterion) {
      at++;
    }
    double furthest = Double.NaN;
    for (double[][] outcome : its.outcomes.staying) {
      double worth = outcome[isMost ? 1 : 0][at];
      boolean isFurther = isMost ? worth > furthest : worth < furthest;
      furthest = Double.isNaN(furthest) || isFurther ? worth : furthest;
    }
    return furthest;
  }

  private int asking(int criterion) {
    for (int f = 0; f < asked.length; f++) {
      for (int c : asked[f].criteria) {
        if (c == criterion) {
          return f;
        }
      }
    }
    throw new IllegalArgumentException("criterion " + criterion + " has no weight");
  }

  /**
   * The most that an open fact can add to the sum of a house that is ranked, or the least.
   *
   * @param weights of all criteria; those that were without a weight still are
   */
  double sum(int fact, double[] weights, boolean isMost) {
    Asked its = asked[fact];
    double furthest = Double.NaN;
    for (double[][] outcome : its.outcomes.staying) {
      double sum = 0;
      for (int i = 0; i < its.criteria.length; i++) {
        sum += weights[its.criteria[i]] * outcome[isMost ? 1 : 0][i];
      }
      furthest =
          Double.isNaN(furthest) ? sum : isMost ? Math.max(furthest, sum) : Math.min(furthest, sum);
    }
    return furthest;
  }
}
