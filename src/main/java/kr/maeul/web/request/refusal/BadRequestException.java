package kr.maeul.web.request.refusal;

import java.util.List;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;

/** A request that cannot be understood; carries everything that is wrong with it. */
public final class BadRequestException extends WebException {
  private final transient List<Fault> faults;

  /**
   * @param parameter the query parameter, or null where it is the request as a whole
   * @param reason what is wrong and what to do
   * @param spot longitude and latitude of where it is wrong, or null
   */
  public record Fault(String parameter, Text reason, Coordinate spot) {
    public Fault(String parameter, Text reason) {
      this(parameter, reason, null);
    }
  }

  public BadRequestException(List<Fault> faults) {
    super(faults.get(0).reason());
    this.faults = List.copyOf(faults);
  }

  public BadRequestException(String parameter, Text reason) {
    this(List.of(new Fault(parameter, reason)));
  }

  public List<Fault> faults() {
    return faults;
  }
}
