import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks files against PDF/UA-1 with veraPDF's rules. One line a broken rule, "FILE: CLAUSE-TEST message"; exit 1 if any.
 *
 * The jar at hand has the rules but not the XML binding that loads them, so the profile is read element by element.
 */
public final class Validate {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();
        System.out.println(profile.getRules().size() + " rules");
        boolean clean = true;
        for (String file : files) {
            for (String line : broken(profile, file)) {
                clean = false;
                System.out.println(file + ": " + line);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static Set<String> broken(ValidationProfile profile, String file) throws Exception {
        Set<String> lines = new TreeSet<>();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, PDFAFlavour.PDFUA_1);
                PDFAValidator validator = ValidatorFactory.createValidator(profile, 10_000, true, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = test.getRuleId();
                    lines.add(rule.getClause() + "-" + rule.getTestNumber() + " " + test.getMessage());
                }
            }
            if (lines.isEmpty() && !result.isCompliant()) {
                lines.add("not compliant");
            }
        }
        return lines;
    }

    private static ValidationProfile readProfile() throws Exception {
        InputStream stream = Validate.class.getResourceAsStream(PROFILE);
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(root, "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element v : children(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.PDFUA_1,
                Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule readRule(Element rule) {
        Element id = children(rule, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), "", ""));
        }
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                rule.getAttribute("deferred").equals("true") ? Boolean.TRUE : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                new ArrayList<>());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList list = parent.getElementsByTagName(name);
        for (int i = 0; i < list.getLength(); i++) {
            found.add((Element) list.item(i));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
