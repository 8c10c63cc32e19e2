package kr.maeul.feature.cql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.CqlLiterals;
import kr.maeul.feature.cql.parse.CqlPlace;

/**
 * Literals that are written as another type than what they are compared with, where there is only
 * one way to take them. Stateless.
 */
public final class CqlCasts {
  /** What GDAL makes of a date, an hour and a minute. */
  private static final Pattern CUT_SHORT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT)(?:(\\d\\d)(:\\d\\d)?Z)?");

  private final boolean old;

  public CqlCasts(CqlLanguage language) {
    this.old = language == CqlLanguage.OLD_TEXT;
  }

  /** The term as it is meant beside a value of that type; most often as it is. */
  Term beside(Term term, ValueType other) {
    if (term instanceof Term.Literal literal) {
      if (other.isTemporal() && literal.value() instanceof String text) {
        return time(literal, text);
      }
      if (old && other == ValueType.TRUTH && literal.value() instanceof Long number) {
        return number == 0 || number == 1 ? new Term.Literal(other, number == 1) : term;
      }
    }
    return term;
  }

  private Term time(Term.Literal literal, String text) {
    Matcher cut = CUT_SHORT.matcher(text);
    String whole = text;
    if (old && cut.matches()) {
      String hour = cut.group(2) == null ? "00" : cut.group(2);
      String minute = cut.group(3) == null ? ":00" : cut.group(3);
      whole = cut.group(1) + hour + minute + ":00Z";
    }
    try {
      return CqlTerms.time(CqlLiterals.end(whole, CqlPlace.WHOLE)).orElse(literal);
    } catch (CqlException e) {
      return literal; // The comparison is refused, and says how a time is written.
    }
  }
}
