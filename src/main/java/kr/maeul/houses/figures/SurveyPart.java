package kr.maeul.houses.figures;

import static kr.maeul.houses.figures.HouseField.ASBESTOS;
import static kr.maeul.houses.figures.HouseField.BUILT_YEAR;
import static kr.maeul.houses.figures.HouseField.CONSENT;
import static kr.maeul.houses.figures.HouseField.CONSENT_DATE;
import static kr.maeul.houses.figures.HouseField.DEMOLITION;
import static kr.maeul.houses.figures.HouseField.ELECTRICITY;
import static kr.maeul.houses.figures.HouseField.EVIDENCE;
import static kr.maeul.houses.figures.HouseField.EVIDENCE_DATE;
import static kr.maeul.houses.figures.HouseField.EVIDENCE_SOURCE;
import static kr.maeul.houses.figures.HouseField.FLOORS;
import static kr.maeul.houses.figures.HouseField.FLOOR_AREA;
import static kr.maeul.houses.figures.HouseField.FOLLOW_UP;
import static kr.maeul.houses.figures.HouseField.GAS;
import static kr.maeul.houses.figures.HouseField.GRADE;
import static kr.maeul.houses.figures.HouseField.GRADE_DATE;
import static kr.maeul.houses.figures.HouseField.GRADE_RAW;
import static kr.maeul.houses.figures.HouseField.HOUSE_TYPE;
import static kr.maeul.houses.figures.HouseField.INTENDED_USE;
import static kr.maeul.houses.figures.HouseField.LEASE_YEARS;
import static kr.maeul.houses.figures.HouseField.OWNER_TYPE;
import static kr.maeul.houses.figures.HouseField.REDEVELOPMENT;
import static kr.maeul.houses.figures.HouseField.ROAD_WIDTH;
import static kr.maeul.houses.figures.HouseField.ROOMS;
import static kr.maeul.houses.figures.HouseField.SEWER;
import static kr.maeul.houses.figures.HouseField.SITE_AREA;
import static kr.maeul.houses.figures.HouseField.SLOPE;
import static kr.maeul.houses.figures.HouseField.STEP_FREE;
import static kr.maeul.houses.figures.HouseField.STRUCTURE;
import static kr.maeul.houses.figures.HouseField.UNLICENSED;
import static kr.maeul.houses.figures.HouseField.VACANCY_MONTHS;
import static kr.maeul.houses.figures.HouseField.WATER;

import java.util.Arrays;
import java.util.List;
import kr.maeul.layer.text.Text;

/**
 * What a survey asks of a house, part by part. The same facts are what the dashboard looks for when
 * it says how complete the data are.
 */
public enum SurveyPart {
  STATE(
      new Text("상태", "State"),
      Fact.of(EVIDENCE, EVIDENCE_SOURCE, EVIDENCE_DATE),
      Fact.of(GRADE, GRADE_RAW, GRADE_DATE),
      Fact.of(FOLLOW_UP),
      Fact.of(CONSENT, null, CONSENT_DATE),
      Fact.of(LEASE_YEARS, null, CONSENT_DATE)),
  BUILDING(
      new Text("건물", "Building"),
      Fact.of(HOUSE_TYPE),
      Fact.of(STRUCTURE),
      Fact.of(FLOOR_AREA),
      Fact.of(SITE_AREA),
      Fact.of(FLOORS),
      Fact.of(ROOMS),
      Fact.of(BUILT_YEAR),
      Fact.of(VACANCY_MONTHS)),
  ACCESS(new Text("길", "Access"), Fact.of(ROAD_WIDTH), Fact.of(SLOPE), Fact.of(STEP_FREE)),
  UTILITIES(
      new Text("설비", "Utilities"),
      Fact.of(WATER),
      Fact.of(SEWER),
      Fact.of(ELECTRICITY),
      Fact.of(GAS)),
  RIGHTS(
      new Text("위험·권리", "Risks, rights"),
      Fact.of(ASBESTOS),
      Fact.of(DEMOLITION),
      Fact.of(UNLICENSED),
      Fact.of(REDEVELOPMENT),
      Fact.of(OWNER_TYPE),
      Fact.of(INTENDED_USE));

  private final Text title;
  private final List<Fact> facts;

  /**
   * One thing to know of a house.
   *
   * @param field which it is
   * @param source where it is said from whom it is known, or null: then the record's own source
   * @param date where it is said as of when, or null: then the record's own date
   */
  public record Fact(HouseField field, HouseField source, HouseField date) {
    static Fact of(HouseField field) {
      return new Fact(field, null, null);
    }

    static Fact of(HouseField field, HouseField source, HouseField date) {
      return new Fact(field, source, date);
    }
  }

  SurveyPart(Text title, Fact... facts) {
    this.title = title;
    this.facts = List.of(facts);
  }

  public Text title() {
    return title;
  }

  public List<Fact> facts() {
    return facts;
  }

  /** All that a survey asks for. */
  static List<HouseField> allFields() {
    return Arrays.stream(values()).flatMap(p -> p.facts.stream()).map(Fact::field).toList();
  }
}
