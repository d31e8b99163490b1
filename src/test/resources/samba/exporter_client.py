"""Calls the callback exporter with Samba's raw DCE/RPC tests, which were made against Windows and look at
every header, pad and signature of an answer. Usage:
exporter_client.py HOST USER PASSWORD DOMAIN OBJREF_HEX RESOLVER_PORT LEVEL
Samba's tests know no packet privacy; level "headers" is integrity with header signing negotiated.

The last line of the output is a JSON object with what was seen; a refusal shows as {"refused": text}.
"""
import json
import os
import struct
import sys
import uuid
from urllib.parse import unquote_plus

os.environ.setdefault('SMB_CONF_PATH', os.devnull)
os.environ['SERVER'] = sys.argv[1]

import samba.dcerpc.base
from samba.credentials import Credentials, DONT_USE_KERBEROS
from samba.dcerpc import dcerpc, misc
from samba.tests import env_loadparm
from samba.tests.dcerpc.raw_testcase import RawDCERPCTest

OBJECT_EXPORTER = '99fcfec4-5260-101b-bbcb-00aa0021347a'
REM_UNKNOWN2 = '00000143-0000-0000-c000-000000000046'
PROGRESS = '6aac29f8-5948-4324-bf70-423818942dbc'
SERVER_ALIVE2, RESOLVE_OXID2, QUERY_INTERFACE, STATUS = 5, 4, 3, 7
LEVELS = {'connect': dcerpc.DCERPC_AUTH_LEVEL_CONNECT, 'integrity': dcerpc.DCERPC_AUTH_LEVEL_INTEGRITY,
          'headers': dcerpc.DCERPC_AUTH_LEVEL_INTEGRITY}


class Refused(Exception):
    pass


class Connection(RawDCERPCTest):
    """One connection, its interface bound, at one level."""

    def __init__(self, host, port, interface, who, level):
        super().__init__(methodName='noop')
        self.do_ndr_print = self.do_hexdump = False
        self.ignore_random_pad = None
        self.host = self.target_hostname = host
        self.primary_address, self.secondary_address = str(port), None
        self.lp_ctx = env_loadparm()
        self.settings = {'lp_ctx': self.lp_ctx, 'target_hostname': host}
        self.s = None
        self.connect()
        syntax = misc.ndr_syntax_id()
        syntax.uuid, syntax.if_version = misc.GUID(interface), 0
        self.ctx = dcerpc.ctx_list()
        self.ctx.context_id = 1
        self.ctx.num_transfer_syntaxes = 1
        self.ctx.abstract_syntax = syntax
        self.ctx.transfer_syntaxes = [samba.dcerpc.base.transfer_syntax_ndr()]
        self.auth = None
        self.number = 1
        if level != 'none':
            self.auth = self.get_auth_context_creds(
                who, dcerpc.DCERPC_AUTH_TYPE_NTLMSSP, LEVELS[level], 2, hdr_signing=level == 'headers')
        try:
            self.do_generic_bind(self.ctx, auth_context=self.auth, call_id=self.number, use_auth3=True)
        except AssertionError as refusal:
            raise Refused('bind: %s' % refusal)

    def call(self, opnum, stub, ipid=None):
        """As do_single_request, of arguments that Samba does not know."""
        self.number += 1
        flags = dcerpc.DCERPC_PFC_FLAG_FIRST | dcerpc.DCERPC_PFC_FLAG_LAST
        named = None
        if ipid is not None:
            flags |= dcerpc.DCERPC_PFC_FLAG_OBJECT_UUID
            named = misc.GUID(str(ipid))
        self.send_pdu(self.generate_request_auth(
            call_id=self.number, context_id=self.ctx.context_id, pfc_flags=flags, object=named, opnum=opnum,
            stub=stub, auth_context=self.auth))
        answer, blob = self.recv_pdu_raw()
        if answer is None:
            raise Refused('the connection was closed')
        if answer.ptype == dcerpc.DCERPC_PKT_FAULT:
            raise Refused('fault 0x%08x' % answer.u.status)
        signed = self.auth is not None and self.auth['auth_level'] >= dcerpc.DCERPC_AUTH_LEVEL_PACKET
        self.verify_pdu(answer, dcerpc.DCERPC_PKT_RESPONSE, self.number,
                        auth_length=16 if signed else 0)
        self.assertNotEqual(answer.u.alloc_hint, 0)
        self.assertEqual(answer.u.context_id, self.ctx.context_id & 0xff)
        self.assertEqual(answer.u.cancel_count, 0)
        self.assertGreaterEqual(len(answer.u.stub_and_verifier), answer.u.alloc_hint)
        result = self.check_response_auth(answer, blob, self.auth)
        self.assertEqual(len(result), answer.u.alloc_hint)
        return result


def account(user, password, domain):
    who = Credentials()
    who.guess(env_loadparm())
    who.set_kerberos_state(DONT_USE_KERBEROS)
    who.set_username(user)
    who.set_password(password)
    who.set_domain(domain)
    who.set_workstation('HOST')
    return who


def head():
    """ORPCTHIS."""
    return struct.pack('<HHII', 5, 7, 0, 0) + uuid.uuid4().bytes_le + struct.pack('<I', 0)


def addresses(array):
    """The strings of a DUALSTRINGARRAY."""
    _, security = struct.unpack('<HH', array[:4])
    units, found = array[4:4 + 2 * security], []
    while units[:2] not in (b'\0\0', b''):
        end = 2
        while units[end:end + 2] != b'\0\0':
            end += 2
        found.append(units[2:end].decode('utf-16-le'))
        units = units[end + 2:]
    return found


def look(seen, host, who, objref, resolver, level):
    oxid, ipid = objref[32:40], uuid.UUID(bytes_le=objref[48:64])
    connection = Connection(host, resolver, OBJECT_EXPORTER, who, level)
    answer = connection.call(SERVER_ALIVE2, b'')
    seen['version'] = list(struct.unpack('<HH', answer[:4]))
    seen['alive'] = addresses(answer[12:])
    answer = connection.call(RESOLVE_OXID2, oxid + struct.pack('<HHIH', 1, 0, 1, 7))
    seen['objects'] = addresses(answer[8:])
    (entries,) = struct.unpack('<H', answer[8:10])
    at = (12 + 2 * entries + 3) & ~3
    rem_unknown = uuid.UUID(bytes_le=answer[at:at + 16])
    port = [one for one in seen['objects'] if one.startswith(host + '[')][0][len(host) + 1:-1]
    connection.s.close()

    connection = Connection(host, port, REM_UNKNOWN2, who, level)
    ask = head() + ipid.bytes_le + struct.pack('<IHHI', 5, 1, 0, 1) + uuid.UUID(PROGRESS).bytes_le
    answer = connection.call(QUERY_INTERFACE, ask, rem_unknown)
    seen['queried'] = ipid.bytes_le in answer
    seen['hresult'] = struct.unpack('<I', answer[-4:])[0]
    connection.s.close()

    connection = Connection(host, port, PROGRESS, who, level)
    seen['statuses'] = []
    for numerator in range(1, 4):
        ask = head() + struct.pack('<IIII', numerator, 9, 0, 0x20000)
        ask += b'\0' * (-len(ask) & 7)
        ask += struct.pack('<IIHHHHII', 3, 0, 0, 0, 0, 0, 0, 0)
        answer = connection.call(STATUS, ask, ipid)
        seen['statuses'].append(struct.unpack('<I', answer[-4:])[0])
    connection.s.close()


def main():
    host, user, password, domain, objref, resolver, level = map(unquote_plus, sys.argv[1:8])
    seen = {}
    try:
        look(seen, host, account(user, password, domain), bytes.fromhex(objref), resolver, level)
    except (Refused, ConnectionError) as refusal:
        seen['refused'] = str(refusal)
    print(json.dumps(seen))


main()
