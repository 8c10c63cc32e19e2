package kr.maeul.web.problem;

import java.util.List;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.BadRequestException;

/**
 * An error as the caller gets it (RFC 9457).
 *
 * @param status HTTP status
 * @param title what kind of error
 * @param detail what is wrong and what to do, or null where that is nobody's business
 * @param faults the parameters at fault, may be empty
 * @param errorId under which the log has the rest, or null
 */
public record Problem(
    int status, Text title, Text detail, List<BadRequestException.Fault> faults, String errorId) {}
