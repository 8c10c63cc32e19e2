package kr.maeul.houses.finder.profile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import kr.maeul.layer.text.Text;

/**
 * What leaves a house out, or marks it. A fact that is not known trips no gate.
 *
 * @param id its id in the file and in answers
 * @param title what it is called
 * @param kind what comes of it
 * @param tests of which any one trips it
 */
public record Gate(String id, Text title, Kind kind, List<Test> tests) {

  /** What comes of a gate. */
  public enum Kind {
    /** The house is not ranked. */
    EXCLUDE,
    /** The house is ranked and marked: something has to be settled first. */
    CONDITIONAL;

    /** The word used in files and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A fact and what is wrong with it. */
  public record Test(Fact fact, Check check) {}

  /** What of a known fact trips a gate. */
  public sealed interface Check {
    boolean trips(double fact);

    /** So much or more. */
    record AtLeast(double amount) implements Check {
      @Override
      public boolean trips(double fact) {
        return fact >= amount;
      }
    }

    /** So much or less. */
    record AtMost(double amount) implements Check {
      @Override
      public boolean trips(double fact) {
        return fact <= amount;
      }
    }

    /** One of these, by the numbers that stand for them. */
    record OneOf(Set<Double> values) implements Check {
      @Override
      public boolean trips(double fact) {
        return values.contains(fact);
      }
    }
  }
}
