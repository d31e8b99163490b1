package io.gpmcworker.policy.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.report.document.ReportElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of condition of item-level targeting is a sentence; what it leaves out comes behind.
 */
class TargetingWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FilterBattery | | A battery is present",
        "FilterComputer | type=NETBIOS name=PC1 | The computer is PC1 (Type NETBIOS)",
        "FilterCpu | speedMHz=2000 | The processor is at least 2000 MHz fast",
        "FilterDate | period=WEEKLY dow=2 | The date is weekly (Dow 2)",
        "FilterDisk | freeSpace=80 drive=C: | At least 80 GB of drive C: is free",
        "FilterDomain | userContext=1 name=corp | The user is in the domain corp",
        "FilterDun | type=VPN | A dial-up connection of type VPN is there",
        "FilterFile | path=C:\\x type=EXISTS folder=0"
            + " | The file or folder C:\\x is there (Type EXISTS)",
        "FilterGroup | name=Staff sid=S-1-5 userContext=1 | The user is a member of Staff (S-1-5)",
        "FilterIpRange | min=10.0.0.1 max=10.0.0.9"
            + " | The IP address is between 10.0.0.1 and 10.0.0.9",
        "FilterLanguage | language=7 locale=1031 displayName=German | The language is German",
        "FilterLdap | searchFilter=(a=b) | The LDAP query (a=b) is matched",
        "FilterMacRange | min=00 max=FF | The MAC address is between 00 and FF",
        "FilterMsi | type=PRODUCT code={1} | The Windows Installer product {1} is there",
        "FilterOrgUnit | name=OU=Labs userContext=1 | The user is in OU=Labs",
        "FilterOs | version=WIN7 edition=NE class=NT | The operating system is Windows 7",
        "FilterPcmcia | | A PCMCIA slot is present",
        "FilterPortable | docked=1 | The computer is a portable one (Docked 1)",
        "FilterProcMode | syncFore=1 | The processing mode is: (Sync fore 1)",
        "FilterRam | totalMB=4096 | At least 4096 MB of memory is there",
        "FilterSite | name=Hamburg | The computer is in the site Hamburg",
        "FilterTerminal | type=NE | The session is a terminal session",
        "FilterTime | begin=08:00 end=17:00 | The time is between 08:00 and 17:00",
        "FilterUser | name=jane | The user is jane",
        "FilterVariable | variableName=A value=b | The environment variable A is b",
        "FilterWmi | query=q nameSpace=root | The WMI query q is true (Name space root)",
        "FilterVendors | x=1y | Vendors is: (X 1y)"
      })
  void isASentence(String name, @Nullable String attributes, String sentence) {
    assertThat(TargetingWords.condition(filter(name, attributes), true)).isEqualTo(sentence);
  }

  @Test
  void saysHowItIsJoinedAndWhetherItIsMeantTheOtherWayRound() {
    ReportElement filter = filter("FilterBattery", "bool=OR not=1");

    assertThat(TargetingWords.condition(filter, false)).isEqualTo("Or a battery is not present");
  }

  private static ReportElement filter(String name, @Nullable String attributes) {
    ReportElement filter = ReportElement.of("urn:x", name);
    if (attributes != null) {
      for (String attribute : attributes.split(" ")) {
        int equals = attribute.indexOf('=');
        filter.attribute(attribute.substring(0, equals), attribute.substring(equals + 1));
      }
    }
    return filter;
  }
}
