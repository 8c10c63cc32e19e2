package kr.maeul.houses.figures;

import java.util.Optional;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;

/**
 * The properties of vacant houses that this program knows by name. A centre may use a layer file of
 * its own, so any of them may be missing: what they are for is then left out.
 */
public enum HouseField {
  DONG("dong"),
  MANAGEMENT_NUMBER("managementNumber"),
  PNU("pnu"),
  ROAD_ADDRESS("roadAddress"),
  EVIDENCE("evidence"),
  EVIDENCE_SOURCE("evidenceSource"),
  EVIDENCE_DATE("evidenceDate"),
  SURVEY_YEAR("surveyYear"),
  GRADE("grade"),
  GRADE_RAW("gradeRaw"),
  GRADE_DATE("gradeDate"),
  FOLLOW_UP("followUp"),
  CONSENT("consent"),
  CONSENT_DATE("consentDate"),
  LEASE_YEARS("leaseYears"),
  DO_NOT_CONTACT("doNotContact"),
  HOUSE_TYPE("houseType"),
  STRUCTURE("structure"),
  FLOOR_AREA("floorAreaSquareMetres"),
  SITE_AREA("siteAreaSquareMetres"),
  FLOORS("floors"),
  ROOMS("rooms"),
  BUILT_YEAR("builtYear"),
  VACANCY_MONTHS("vacancyMonths"),
  ROAD_WIDTH("roadWidthMetres"),
  SLOPE("slopePercent"),
  STEP_FREE("stepFree"),
  WATER("waterConnected"),
  SEWER("sewerConnected"),
  ELECTRICITY("electricityConnected"),
  GAS("gasConnected"),
  ASBESTOS("asbestosSlate"),
  UNLICENSED("unlicensed"),
  DEMOLITION("demolitionNeeded"),
  REDEVELOPMENT("inRedevelopmentArea"),
  OWNER_TYPE("ownerType"),
  INTENDED_USE("intendedUse"),
  EXAMPLE("example");

  /** Id of the layer that these are properties of. */
  public static final String LAYER = "vacant-houses";

  private final String property;

  HouseField(String property) {
    this.property = property;
  }

  /** Its name in the layer file. */
  public String property() {
    return property;
  }

  /** The property, where the view shows it. */
  public Optional<Property> in(View view) {
    return view.property(property);
  }

  /** What that audience sees of the houses; empty where there are none for it to see. */
  public static Optional<View> houses(LayerCatalog layers, Audience audience) {
    return layers.viewFor(audience, LAYER).filter(v -> !v.empty());
  }
}
