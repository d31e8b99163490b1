"""Drives the callback exporter as a Windows host would, with impacket, which is used against real
Windows. Usage: exporter_client.py SCENARIO HOST USER PASSWORD DOMAIN OBJREF_HEX [ARGUMENT]

The last line of the output is a JSON object with what was seen; a refusal shows as {"refused": text}.
"""
import json
import sys
from urllib.parse import unquote_plus

from impacket.dcerpc.v5 import transport, dcomrt
from impacket.dcerpc.v5.dcom import oaut
from impacket.dcerpc.v5.dtypes import LONG, NULL, USHORT
from impacket.dcerpc.v5.ndr import NDRUniConformantArray
from impacket.dcerpc.v5.rpcrt import (
    DCERPCException, RPC_C_AUTHN_LEVEL_CONNECT, RPC_C_AUTHN_LEVEL_NONE, RPC_C_AUTHN_LEVEL_PKT_INTEGRITY,
    RPC_C_AUTHN_LEVEL_PKT_PRIVACY)
from impacket.uuid import bin_to_string, generate, string_to_bin, uuidtup_to_bin

LEVELS = {'none': RPC_C_AUTHN_LEVEL_NONE, 'connect': RPC_C_AUTHN_LEVEL_CONNECT,
          'integrity': RPC_C_AUTHN_LEVEL_PKT_INTEGRITY, 'privacy': RPC_C_AUTHN_LEVEL_PKT_PRIVACY}
PROGRESS = uuidtup_to_bin(('6AAC29F8-5948-4324-BF70-423818942DBC', '0.0'))
DISPATCH = oaut.IID_IDispatch


class Status(dcomrt.DCOMCALL):
    opnum = 7
    structure = (
        ('numerator', LONG),
        ('denominator', LONG),
        ('status', LONG),
        ('result', oaut.VARIANT),
        ('messages', dcomrt.PMInterfacePointer),
    )


class StatusResponse(dcomrt.DCOMANSWER):
    structure = (('ErrorCode', dcomrt.error_status_t),)


class Hresults(NDRUniConformantArray):
    item = dcomrt.error_status_t


class Pointers(NDRUniConformantArray):
    item = dcomrt.PMInterfacePointer


class RemQueryInterface2(dcomrt.DCOMCALL):
    opnum = 6
    structure = (
        ('ripid', dcomrt.REFIPID),
        ('cIids', USHORT),
        ('iids', dcomrt.IID_ARRAY),
    )


class RemQueryInterface2Response(dcomrt.DCOMANSWER):
    structure = (
        ('phr', Hresults),
        ('ppMIF', Pointers),
        ('ErrorCode', dcomrt.error_status_t),
    )


def binding_port(bindings, host):
    for binding in bindings:
        address = binding['aNetworkAddr'].rstrip('\0')
        if binding['wTowerId'] == 7 and address.startswith(host + '['):
            return int(address[len(host) + 1:-1])
    raise Exception('no binding for %s' % host)


class Client:
    def __init__(self, host, user, password, domain, objref, level):
        self.host, self.user, self.password, self.domain = host, user, password, domain
        self.level = LEVELS[level]
        self.raw = bytes.fromhex(objref)
        self.objref = dcomrt.OBJREF_STANDARD(self.raw)
        units = self.objref['saResAddr']
        self.resolver = binding_port(parse_bindings(units), host)
        self.oxid = self.objref['std']['oxid']
        self.ipid = self.objref['std']['ipid']

    def connect(self, port):
        rpc = transport.DCERPCTransportFactory('ncacn_ip_tcp:%s[%d]' % (self.host, port))
        rpc.set_connect_timeout(10)
        if self.level != RPC_C_AUTHN_LEVEL_NONE:
            rpc.set_credentials(self.user, self.password, self.domain)
        dce = rpc.get_dce_rpc()
        dce.set_auth_level(self.level)
        return dce

    def exporter(self):
        return dcomrt.IObjectExporter(self.connect(self.resolver))

    def resolve(self):
        dce = self.connect(self.resolver)
        dce.connect()
        dce.bind(dcomrt.IID_IObjectExporter)
        request = dcomrt.ResolveOxid2()
        request['pOxid'] = self.oxid
        request['cRequestedProtseqs'] = 1
        request['arRequestedProtseqs'].append(7)
        answer = dce.request(request)
        dce.disconnect()
        self.rem_unknown = answer['pipidRemUnknown']
        self.hint = answer['pAuthnHint']
        self.version = (answer['pComVersion']['MajorVersion'], answer['pComVersion']['MinorVersion'])
        units = answer['ppdsaOxidBindings']
        self.port = binding_port(parse_bindings(units), self.host)

    def object(self, iid):
        self.resolve()
        dce = self.connect(self.port)
        dce.connect()
        dce.bind(iid)
        return dce

    def call(self, dce, request, ipid):
        request['ORPCthis'] = orpc_this()
        return dce.request(request, ipid)

    def query(self, dce, *iids):
        request = dcomrt.RemQueryInterface()
        request['ripid'] = self.ipid
        request['cRefs'] = 5
        request['cIids'] = len(iids)
        for iid in iids:
            element = dcomrt.IID()
            element['Data'] = iid[:16]
            request['iids'].append(element)
        return self.call(dce, request, self.rem_unknown)['ppQIResults']

    def references(self, dce, request, ipid, count):
        request['cInterfaceRefs'] = 1
        element = dcomrt.REMINTERFACEREF()
        element['ipid'] = ipid
        element['cPublicRefs'] = count
        request['InterfaceRefs'].append(element)
        return self.call(dce, request, self.rem_unknown)


def parse_bindings(array):
    if isinstance(array, bytes):
        offset = int.from_bytes(array[2:4], 'little')
        data = array[4:4 + 2 * offset]
    else:
        data = b''.join(unit.to_bytes(2, 'little') for unit in array['aStringArray'])
        data = data[:2 * array['wSecurityOffset']]
    bindings = []
    while data[:2] not in (b'\0\0', b''):
        binding = dcomrt.STRINGBINDING(data)
        bindings.append(binding)
        data = data[len(binding):]
    return bindings


def orpc_this():
    head = dcomrt.ORPCTHIS()
    head['cid'] = generate()
    head['extensions'] = NULL
    head['flags'] = 1
    return head


def variant(vt, name=None, value=None):
    result = oaut.VARIANT()
    result['clSize'] = 5
    result['vt'] = vt
    result['_varUnion']['tag'] = vt
    if name is not None:
        result['_varUnion'][name] = value
    return result


def empty():
    result = oaut.VARIANT()
    result['clSize'] = 3
    result['vt'] = oaut.VARENUM.VT_EMPTY
    result['_varUnion']['tag'] = oaut.VARENUM.VT_EMPTY
    return result


def text(value):
    result = oaut.VARIANT()
    result['clSize'] = 5
    result['vt'] = oaut.VARENUM.VT_BSTR
    result['_varUnion']['tag'] = oaut.VARENUM.VT_BSTR
    result['_varUnion']['bstrVal']['asData'] = value
    return result


def number(value, vt=oaut.VARENUM.VT_I4, name='lVal'):
    return variant(vt, name, value)


def pointer(raw, vt=oaut.VARENUM.VT_DISPATCH):
    result = oaut.VARIANT()
    result['clSize'] = 3
    result['vt'] = vt
    result['_varUnion']['tag'] = vt
    if raw is None:
        result['_varUnion']['pdispVal'] = NULL
    else:
        result['_varUnion']['pdispVal']['ulCntData'] = len(raw)
        result['_varUnion']['pdispVal']['abData'] = list(raw)
    return result


def status_call(numerator, denominator, status, result, messages):
    request = Status()
    request['numerator'] = numerator
    request['denominator'] = denominator
    request['status'] = status
    request['result'] = result
    if messages is None:
        request['messages'] = NULL
    else:
        request['messages']['ulCntData'] = len(messages)
        request['messages']['abData'] = list(messages)
    return request


def resolver(client, argument):
    exporter = client.exporter()
    seen = {'oxid': binding_port(exporter.ResolveOxid(client.oxid, (7,)), client.host)}
    seen['oxid2'] = binding_port(client.exporter().ResolveOxid2(client.oxid, (7,)), client.host)
    seen['alive'] = client.exporter().ServerAlive()['ErrorCode']
    seen['alive2'] = binding_port(client.exporter().ServerAlive2(), client.host)
    client.resolve()
    seen['hint'], seen['version'] = client.hint, list(client.version)
    oid = client.objref['std']['oid']
    seen['set'] = client.exporter().ComplexPing(0, 0, [oid], [])['pSetId']
    seen['ping'] = client.exporter().SimplePing(seen['set'])['ErrorCode']
    seen['removed'] = client.exporter().ComplexPing(seen['set'], 1, [], [oid])['pSetId']
    return seen


def anyone(client, argument):
    """What Windows may ask without saying who it is, and what it may not."""
    seen = {'alive2': binding_port(client.exporter().ServerAlive2(), client.host),
            'oxid2': binding_port(client.exporter().ResolveOxid2(client.oxid, (7,)), client.host)}
    try:
        client.exporter().ComplexPing(0, 0, [client.objref['std']['oid']], [])
        seen['set'] = 'made'
    except (DCERPCException, OSError) as refusal:
        seen['set'] = str(refusal)
    return seen


def unknown_oxid(client, argument):
    return {'ports': client.exporter().ResolveOxid2(client.oxid ^ 1, (7,))}


def rem_unknown(client, argument):
    client.resolve()
    dce = client.connect(client.port)
    dce.connect()
    dce.bind(dcomrt.IID_IRemUnknown2 if argument == '2' else dcomrt.IID_IRemUnknown)
    seen = {}
    found = client.query(dce, PROGRESS)
    seen['progress'] = found['std']['ipid'] == client.ipid
    seen['oid'] = found['std']['oid'] == client.objref['std']['oid']
    found = client.query(dce, DISPATCH)
    seen['dispatch'] = found['hResult']
    ipid = found['std']['ipid']
    answer = client.references(dce, dcomrt.RemAddRef(), ipid, 3)
    seen['added'] = [result['Data'] if hasattr(result, 'fields') else result for result in answer['pResults']]
    seen['released'] = client.references(dce, dcomrt.RemRelease(), ipid, 8)['ErrorCode']
    return seen


def rem_unknown2(client, argument):
    """RemQueryInterface2, which hands out whole references: one that is there and one that is not."""
    client.resolve()
    dce = client.connect(client.port)
    dce.connect()
    dce.bind(dcomrt.IID_IRemUnknown2)
    request = RemQueryInterface2()
    request['ripid'] = client.ipid
    request['cIids'] = 2
    for iid in (DISPATCH, string_to_bin('12345678-1234-1234-1234-123456789abc')):
        element = dcomrt.IID()
        element['Data'] = iid[:16]
        request['iids'].append(element)
    answer = client.call(dce, request, client.rem_unknown)
    found = dcomrt.OBJREF_STANDARD(b''.join(answer['ppMIF'][0]['abData']))
    return {'hresults': [one['Data'] if hasattr(one, 'fields') else one for one in answer['phr']],
            'dispatch': found['iid'] == DISPATCH[:16],
            'oid': found['std']['oid'] == client.objref['std']['oid'],
            'oxid': found['std']['oxid'] == client.oxid,
            'resolver': binding_port(parse_bindings(found['saResAddr']), client.host)}


def no_interface(client, argument):
    client.resolve()
    dce = client.connect(client.port)
    dce.connect()
    dce.bind(dcomrt.IID_IRemUnknown2)
    return {'result': client.query(dce, string_to_bin('12345678-1234-1234-1234-123456789abc'))['hResult']}


def vtable(client, argument):
    dce = client.object(PROGRESS)
    seen = [client.call(dce, status_call(1, 3, 0, empty(), None), client.ipid)['ErrorCode'],
            client.call(dce, status_call(2, 3, 0, empty(), client.raw), client.ipid)['ErrorCode'],
            client.call(dce, status_call(3, 3, 0, pointer(client.raw), client.raw), client.ipid)['ErrorCode']]
    return {'hresults': seen}


def large(client, argument):
    dce = client.object(PROGRESS)
    if len(argument.split(',')) > 1:
        dce.set_max_fragment_size(int(argument.split(',')[1]))
    report = 'r' * int(argument.split(',')[0])
    return {'hresult': client.call(dce, status_call(1, 1, 0, text(report), None), client.ipid)['ErrorCode']}


def invoke(client, argument):
    dce = client.object(DISPATCH)
    client.ipid = query_dispatch(client)
    request = oaut.IDispatch_Invoke()
    request['dispIdMember'] = int(argument or 1)
    request['riid'] = b'\0' * 16
    request['lcid'] = 0x409
    request['dwFlags'] = 1
    arguments = [number(2), number(5), number(0), text('half way'), pointer(client.raw)]
    request['pDispParams']['cArgs'] = len(arguments)
    request['pDispParams']['cNamedArgs'] = 0
    request['pDispParams']['rgdispidNamedArgs'] = NULL
    for one in reversed(arguments):
        request['pDispParams']['rgvarg'].append(one)
    request['cVarRef'] = 0
    return {'raw': client_raw(client, dce, request)}


def client_raw(client, dce, request):
    """The HRESULT stands behind rgVarRef, which impacket does not know."""
    request['ORPCthis'] = orpc_this()
    dce.call(request.opnum, request, client.ipid)
    return int.from_bytes(dce.recv()[-4:], 'little')


def query_dispatch(client):
    dce = client.connect(client.port)
    dce.connect()
    dce.bind(dcomrt.IID_IRemUnknown2)
    return client.query(dce, DISPATCH)['std']['ipid']


def names(client, argument):
    dce = client.object(DISPATCH)
    client.ipid = query_dispatch(client)
    request = oaut.IDispatch_GetIDsOfNames()
    request['riid'] = b'\0' * 16
    request['cNames'] = 1
    request['lcid'] = 0x409
    name = oaut.LPOLESTR()
    name['Data'] = argument + '\0'
    request['rgszNames'].append(name)
    answer = client.call(dce, request, client.ipid)
    return {'ids': [one for one in answer['rgDispId']], 'hresult': answer['ErrorCode']}


def alter(client, argument):
    """One connection, several interfaces: each alter_context opens a security context of its own."""
    client.resolve()
    dce = client.connect(client.port)
    dce.connect()
    dce.bind(dcomrt.IID_IRemUnknown2)
    progress = client.query(dce, PROGRESS)['std']['ipid']
    altered = dce.alter_ctx(PROGRESS)
    first = client.call(altered, status_call(1, 2, 0, empty(), None), progress)['ErrorCode']
    again = altered.alter_ctx(dcomrt.IID_IRemUnknown2)
    found = client.query(again, DISPATCH)['hResult']
    return {'status': first, 'query': found}


def stub(client, argument):
    """Arguments that are no arguments."""
    dce = client.object(PROGRESS)
    dce.call(7, bytes.fromhex(argument), client.ipid)
    dce.recv()
    return {'answered': True}


def wrong_object(client, argument):
    dce = client.object(PROGRESS)
    return {'hresult': client.call(dce, status_call(1, 2, 0, empty(), None), generate())['ErrorCode']}


SCENARIOS = {f.__name__.replace('_', '-'): f for f in (
    resolver, anyone, unknown_oxid, rem_unknown, rem_unknown2, no_interface, vtable, large, invoke, names, alter, stub, wrong_object)}


def main():
    scenario, host, user, password, domain, objref, level = map(unquote_plus, sys.argv[1:8])
    argument = unquote_plus(sys.argv[8]) if len(sys.argv) > 8 else ''
    client = Client(host, user, password, domain, objref, level)
    try:
        print(json.dumps(SCENARIOS[scenario](client, argument)))
    except (DCERPCException, OSError) as refusal:
        print(json.dumps({'refused': str(refusal) or type(refusal).__name__}))
    except Exception as refusal:
        if 'Connection reset' in str(refusal) or 'unpack' in str(refusal):
            print(json.dumps({'refused': str(refusal)}))
        else:
            raise


main()
