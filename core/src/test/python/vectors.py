"""The second road: murmur3 and the rules of decisions written again, independently of the Java engine.

Run it in the root of the checkout; it writes spec/vectors/bucketing.json and spec/vectors/decisions.json, which every
runtime is held to. Nothing of the engine is used or asked.
"""
import json, struct, itertools
def rotl(x,r): return ((x<<r)|(x>>(32-r)))&0xffffffff
def murmur3(data,seed):
    h=seed&0xffffffff; n=len(data)
    for i in range(0,n//4*4,4):
        k=struct.unpack_from('<I',data,i)[0]
        k=k*0xcc9e2d51&0xffffffff; k=rotl(k,15); k=k*0x1b873593&0xffffffff
        h^=k; h=rotl(h,13); h=(h*5+0xe6546b64)&0xffffffff
    tail=data[n//4*4:]; k=int.from_bytes(tail,'little')
    if tail:
        k=k*0xcc9e2d51&0xffffffff; k=rotl(k,15); k=k*0x1b873593&0xffffffff; h^=k
    h^=n; h^=h>>16; h=h*0x85ebca6b&0xffffffff; h^=h>>13; h=h*0xc2b2ae35&0xffffffff; h^=h>>16
    return h
assert murmur3(b'',0)==0 and murmur3(b'test',0)==0xba6bd213 and murmur3(b'Hello, world!',0x9747b28c)==0x24884cba
def utf8(s):
    # lone surrogates -> U+FFFD
    u=s.encode('utf-16-le','surrogatepass'); return u.decode('utf-16-le','replace').encode('utf-8') if True else b''
def utf8(s):
    out=[];i=0;cu=[c for c in struct.unpack('<%dH'%(len(s.encode('utf-16-le','surrogatepass'))//2), s.encode('utf-16-le','surrogatepass'))]
    while i<len(cu):
        c=cu[i]
        if 0xD800<=c<0xDC00 and i+1<len(cu) and 0xDC00<=cu[i+1]<0xE000:
            out.append(chr(0x10000+((c-0xD800)<<10)+(cu[i+1]-0xDC00))); i+=2; continue
        out.append('\ufffd' if 0xD800<=c<0xE000 else chr(c)); i+=1
    return ''.join(out).encode('utf-8')
def hsh(seed,salt,unit): return murmur3(utf8(salt)+b'\x1f'+utf8(unit),seed)
def bucket(seed,salt,unit): return hsh(seed,salt,unit)*100000>>32
units=['','a','ab','abc','abcd','abcde','visitor-1','visitor-2','00000000-0000-4000-8000-000000000000','\u0000','a\u0000b','é','ß','日本語','𝄞','a𝄞b','😀😀','\ud800','x\udc00y','\ud83d','\u001f','ÿ','\uffff','٣','Ω'*40,'z'*128]
salts=['','s','cta-wording','basket-layout','ünïcode','𝄞','with.dot_and-dash']
b=[]
for salt in salts:
    for u in units:
        for seed in (0,1):
            b.append({"seed":seed,"salt":salt,"unit":u,"hash":hsh(seed,salt,u),"bucket":bucket(seed,salt,u)})
json.dump({"description":"Murmur3 x86 32 over utf8(salt) 0x1f utf8(unit), lone surrogates as U+FFFD; bucket = hash * 100000 >> 32.","cases":b},open('spec/vectors/bucketing.json','w'),indent=0)
# decisions
V=lambda k,v:{"key":k,"value":v}
def C(a,op,*vals): 
    d={"attribute":a,"operator":op}
    if vals: d["values"]=list(vals)
    return d
flags=[
 {"key":"plain","type":"boolean","on":True,"variants":[V("yes",True),V("no",False)],"off":"no","rules":[],"default":{"variant":"yes"}},
 {"key":"switched-off","type":"string","on":False,"variants":[V("a","A"),V("b","B")],"off":"b","rules":[{"id":"all","serve":{"variant":"a"}}],"default":{"variant":"a"}},
 {"key":"killed","type":"string","on":True,"variants":[V("a","A"),V("b","B")],"off":"b","rules":[{"id":"all","serve":{"variant":"a"}}],"default":{"variant":"a"}},
 {"key":"german","type":"string","on":True,"variants":[V("de","Hallo"),V("en","Hello")],"off":"en","rules":[{"id":"de-at-ch","when":C("country","in","DE","AT","CH"),"serve":{"variant":"de"}},{"id":"speaks","when":C("language","equals","de"),"serve":{"variant":"de"}}],"default":{"variant":"en"}},
 {"key":"text-operators","type":"number","on":True,"variants":[V("zero",0),V("starts",1.5),V("ends",-2),V("contains",1e21)],"off":"zero","rules":[{"id":"starts","when":C("path","startsWith","/products/","/p/"),"serve":{"variant":"starts"}},{"id":"ends","when":C("path","endsWith",".html"),"serve":{"variant":"ends"}},{"id":"contains","when":C("path","contains","sale","𝄞"),"serve":{"variant":"contains"}}],"default":{"variant":"zero"}},
 {"key":"number-operators","type":"json","on":True,"variants":[V("lt",{"b":[1,2,{"x":None}],"a":"ü"}),V("le",[]),V("gt",{}),V("ge",None if False else {"n":0.1}),V("none",False)],"off":"none","rules":[{"id":"lt","when":C("age","lessThan",18),"serve":{"variant":"lt"}},{"id":"le","when":C("age","lessOrEqual",18),"serve":{"variant":"le"}},{"id":"gt","when":C("age","greaterThan",65),"serve":{"variant":"gt"}},{"id":"ge","when":C("age","greaterOrEqual",65),"serve":{"variant":"ge"}}],"default":{"variant":"none"}},
 {"key":"logic","type":"boolean","on":True,"variants":[V("yes",True),V("no",False)],"off":"no","rules":[
   {"id":"nested","when":{"all":[C("country","exists"),{"any":[C("device","equals","mobile"),C("age","lessThan",30)]},{"not":C("language","equals","fr")}]},"serve":{"variant":"yes"}},
   {"id":"empty-any","when":{"any":[]},"serve":{"variant":"yes"}},
   {"id":"missing","when":{"not":C("country","exists")},"serve":{"variant":"yes"}}],"default":{"variant":"no"}},
 {"key":"strict-types","type":"string","on":True,"variants":[V("number","n"),V("text","t"),V("bool","b"),V("none","-")],"off":"none","rules":[{"id":"number","when":C("x","equals",1),"serve":{"variant":"number"}},{"id":"text","when":C("x","equals","1"),"serve":{"variant":"text"}},{"id":"bool","when":C("x","equals",True),"serve":{"variant":"bool"}}],"default":{"variant":"none"}},
 {"key":"any-case","type":"string","on":True,"variants":[V("is","is"),V("starts","starts"),V("ends","ends"),V("has","has"),V("none","-")],"off":"none","rules":[
   {"id":"is","when":{"attribute":"name","operator":"in","values":["ada","ÜBER"],"ignoreCase":True},"serve":{"variant":"is"}},
   {"id":"starts","when":{"attribute":"name","operator":"startsWith","values":["GRACE"],"ignoreCase":True},"serve":{"variant":"starts"}},
   {"id":"ends","when":{"attribute":"name","operator":"endsWith","values":["ing"],"ignoreCase":True},"serve":{"variant":"ends"}},
   {"id":"has","when":{"attribute":"name","operator":"contains","values":["İ","k9"],"ignoreCase":True},"serve":{"variant":"has"}}],"default":{"variant":"none"}},
 {"key":"patterns","type":"string","on":True,"variants":[V("mail","mail"),V("word","word"),V("any","any"),V("none","-")],"off":"none","rules":[
   {"id":"mail","when":{"attribute":"name","operator":"matches","values":["^[a-z0-9.]+@[a-z]+[.](com|org)$","^a{2,3}$"]},"serve":{"variant":"mail"}},
   {"id":"word","when":{"attribute":"name","operator":"matches","values":["(?i)\\bgrace\\b"]},"serve":{"variant":"word"}},
   {"id":"any","when":{"attribute":"name","operator":"matches","values":["^(a+)+$","^.\\z"]},"serve":{"variant":"any"}}],"default":{"variant":"none"}},
 {"key":"networks","type":"string","on":True,"variants":[V("home","home"),V("six","six"),V("none","-")],"off":"none","rules":[
   {"id":"home","when":C("ip","inNetwork","10.0.0.0/8","192.168.1.7"),"serve":{"variant":"home"}},
   {"id":"six","when":C("ip","inNetwork","2001:db8::/32","::1"),"serve":{"variant":"six"}}],"default":{"variant":"none"}},
 {"key":"versions","type":"string","on":True,"variants":[V("caret","caret"),V("tilde","tilde"),V("exact","exact"),V("old","old"),V("new","new"),V("none","-")],"off":"none","rules":[
   {"id":"exact","when":C("version","versionEquals","2.0.0-rc.1"),"serve":{"variant":"exact"}},
   {"id":"tilde","when":C("version","versionPatch","1.2.3"),"serve":{"variant":"tilde"}},
   {"id":"caret","when":C("version","versionCompatible","v1"),"serve":{"variant":"caret"}},
   {"id":"old","when":C("version","versionLess","1.0.0"),"serve":{"variant":"old"}},
   {"id":"new","when":C("version","versionGreaterOrEqual","2.0.0"),"serve":{"variant":"new"}}],"default":{"variant":"none"}},
 {"key":"times","type":"string","on":True,"variants":[V("past","past"),V("future","future"),V("closed","closed"),V("none","-")],"off":"none","rules":[
   {"id":"closed","when":{"all":[C("$now","before","2026-11-22T16:59:59Z")]},"serve":{"variant":"closed"}},
   {"id":"past","when":{"all":[C("at","before","2026-01-01T00:00:00+01:00"),C("$now","after","2026-11-22T17:00:00Z")]},"serve":{"variant":"past"}},
   {"id":"future","when":C("at","after","2026-01-01T00:00:00+01:00"),"serve":{"variant":"future"}}],"default":{"variant":"none"}},
 {"key":"list-elements","type":"string","on":True,"variants":[V(v,v) for v in ("any","all","none","nothing")],"off":"nothing","rules":[
   {"id":"any","when":C("tags","in","red","blue"),"serve":{"variant":"any"}},
   {"id":"all","when":{"attribute":"tags","operator":"startsWith","values":["g"],"elements":"all"},"serve":{"variant":"all"}},
   {"id":"none","when":{"attribute":"tags","operator":"contains","values":["x"],"elements":"none"},"serve":{"variant":"none"}}],"default":{"variant":"nothing"}},
 {"key":"list-patterns","type":"string","on":True,"variants":[V(v,v) for v in ("match","network","version","time","nothing")],"off":"nothing","rules":[
   {"id":"match","when":{"attribute":"tags","operator":"matches","values":["^g.e"],"elements":"all"},"serve":{"variant":"match"}},
   {"id":"network","when":{"attribute":"/net/seen","operator":"inNetwork","values":["10.0.0.0/8"],"elements":"all"},"serve":{"variant":"network"}},
   {"id":"version","when":{"attribute":"/net/versions","operator":"versionLess","values":["2.0.0"],"elements":"none"},"serve":{"variant":"version"}},
   {"id":"time","when":{"any":[{"attribute":"/net/at","operator":"before","values":["2026-01-01T00:00:00Z"],"elements":"any"},{"attribute":"$now","operator":"after","values":["2026-11-22T17:00:00Z"],"elements":"none"}]},"serve":{"variant":"time"}}],"default":{"variant":"nothing"}},
 {"key":"paths","type":"string","on":True,"variants":[V(v,v) for v in ("city","deep","escaped","empty","plain","nothing")],"off":"nothing","rules":[
   {"id":"city","when":C("/address/city","equals","Berlin"),"serve":{"variant":"city"}},
   {"id":"deep","when":C("/address/geo/lat","greaterThan",50),"serve":{"variant":"deep"}},
   {"id":"escaped","when":C("/address/a~1b~0c","exists"),"serve":{"variant":"escaped"}},
   {"id":"empty","when":C("/address//","equals",1),"serve":{"variant":"empty"}},
   {"id":"plain","when":C("/country","equals","DE"),"serve":{"variant":"plain"}}],"default":{"variant":"nothing"}},
 {"key":"sizes","type":"string","on":True,"variants":[V(v,v) for v in ("two","long","short","nothing")],"off":"nothing","rules":[
   {"id":"two","when":{"attribute":"tags","as":"size","operator":"equals","values":[2]},"serve":{"variant":"two"}},
   {"id":"long","when":{"attribute":"tags","as":"size","operator":"greaterThan","values":[3.5]},"serve":{"variant":"long"}},
   {"id":"short","when":{"attribute":"tags","as":"size","operator":"lessThan","values":[1]},"serve":{"variant":"short"}}],"default":{"variant":"nothing"}},
 {"key":"types","type":"string","on":True,"variants":[V(v,v) for v in ("list","object","scalar","text","nothing")],"off":"nothing","rules":[
   {"id":"list","when":{"attribute":"tags","as":"type","operator":"in","values":["list"]},"serve":{"variant":"list"}},
   {"id":"object","when":{"attribute":"tags","as":"type","operator":"in","values":["object"]},"serve":{"variant":"object"}},
   {"id":"scalar","when":{"attribute":"tags","as":"type","operator":"in","values":["boolean","number"]},"serve":{"variant":"scalar"}},
   {"id":"text","when":{"attribute":"tags","as":"type","operator":"in","values":["string"]},"serve":{"variant":"text"}}],"default":{"variant":"nothing"}},
 {"key":"needs-one","type":"string","on":True,"variants":[V(v,v) for v in ("de","old","off","half","nothing")],"off":"nothing","rules":[
   {"id":"half","when":{"flag":"tested","variants":["urgent"]},"serve":{"variant":"half"}},
   {"id":"de","when":{"flag":"german","variants":["de"]},"serve":{"variant":"de"}},
   {"id":"old","when":{"flag":"versions","variants":["old","exact"]},"serve":{"variant":"old"}},
   {"id":"off","when":{"all":[{"flag":"killed","variants":["b"]},{"flag":"switched-off","variants":["b"]},{"not":{"flag":"share-out","variants":["b"]}}]},"serve":{"variant":"off"}}],"default":{"variant":"nothing"}},
 {"key":"needs-two","type":"string","on":True,"variants":[V(v,v) for v in ("both","one","nothing")],"off":"nothing","rules":[
   {"id":"both","when":{"all":[{"flag":"needs-one","variants":["de","half"]},{"flag":"logic","variants":["yes"]}]},"serve":{"variant":"both"}},
   {"id":"one","when":{"flag":"needs-one","variants":["nothing"]},"serve":{"variant":"one"}}],"default":{"variant":"nothing"}},
 {"key":"share-out","type":"string","on":True,"variants":[V("a","A"),V("b","B"),V("c","C")],"off":"a","rules":[{"id":"third","when":C("device","equals","mobile"),"serve":{"split":[{"variant":"a","weight":33333},{"variant":"b","weight":33333},{"variant":"c","weight":33334}]}}],"default":{"split":[{"variant":"a","weight":0},{"variant":"b","weight":99999},{"variant":"c","weight":1}]}},
 {"key":"tested","type":"string","on":True,"variants":[V("control","c"),V("urgent","u"),V("calm","k")],"off":"control","rules":[{"id":"half","serve":{"experiment":"half-allocated"}},{"id":"rest","when":C("device","equals","desktop"),"serve":{"variant":"calm"}}],"default":{"experiment":"everybody"}},
 {"key":"tested-not-running","type":"string","on":True,"variants":[V("control","c"),V("urgent","u")],"off":"control","rules":[{"id":"stopped","serve":{"experiment":"stopped"}}],"default":{"variant":"control"}},
]
exps=[
 {"key":"half-allocated","flag":"tested","unit":"visitor","control":"control","variants":[{"variant":"control","weight":50000},{"variant":"urgent","weight":50000}],"allocation":50000,"metrics":[],"status":"running"},
 {"key":"everybody","flag":"tested","unit":"visitor","control":"control","variants":[{"variant":"control","weight":10000},{"variant":"calm","weight":90000}],"allocation":100000,"metrics":[],"status":"running"},
 {"key":"stopped","flag":"tested-not-running","unit":"visitor","control":"control","variants":[{"variant":"control","weight":50000},{"variant":"urgent","weight":50000}],"allocation":100000,"metrics":[],"status":"stopped"},
]
E_={e["key"]:e for e in exps}
kills=["killed"]
ctxs=[]
countries=[None,"DE","AT","FR","de",""]; devs=[None,"mobile","desktop"]
vals=list(itertools.product(countries,devs))
us=[None]+[u for u in units if u]+['v%d'%i for i in range(40)]
paths=["/","/products/1","/p/x.html","/index.html","/sale","/x𝄞y","/products"]
ages=[None,17.999,18,18.5,30,64.99,65,66,-0.0,"18"]
xs=[None,1,"1",True,False,1.0000001,"true"]
langs=[None,"de","fr","en"]
ips=[None,"10.1.2.3","11.0.0.1","192.168.1.7","192.168.1.8","::ffff:10.9.9.9","2001:db8::5","2001:DB8:ffff::","2001:db9::","::1","::2","010.0.0.1","10.1.2","10.1.2.256","",7]
versions=[None,"1.2.3","1.2.4","1.2.2","1.3.0","1.0.0","1.0.0-alpha","0.9.9","2.0.0-rc.1","2.0.0-rc.1+build","2.0.0-rc.2","2.0.0","v1.2.10","1.2","1","10.0.0","1.2.3-beta.11","99999999999999999999.0.0","01.2.3","1.2.3.4","",3]
times=[None,"2025-12-31T22:59:59.999Z","2025-12-31T23:00:00Z","2026-01-01T00:00:00+01:00","2026-01-01T00:30:00+02:00","2025-12-31","2026-06-01T12:00:00.5-00:30",1767221999999,1767222000000,0,-1,"2026-02-30T00:00:00Z","now",True]
names=[None,"ADA","ada","Ada ","über","ÜBER","grace hopper","Grace","disgraced","TURING","xK9y","xK9","aa","aaa","aaaa","a"*30+"b","ada@example.org","ada@example.net","😀","x😀",42]
tags=[None,[],["red"],["green","grey"],["green","red"],["blue",1,True],["x"],["gx","xy"],"red","green","x","",7,True,{"red":1},{},[["red"]],[{"a":1}],["green"]*4,[None,"green"],["a","b","c","d"],"😀😀","😀a","abcd","\ud83d\ud83d",[None],["g"]*1001+["red"],["y"]*1000,[1,2],False]
nets=[None,{"seen":["10.1.1.1","10.2.2.2"]},{"seen":["10.1.1.1","11.0.0.1"]},{"seen":[]},{"seen":"10.0.0.9","versions":[]},{"versions":["2.0.0","3.1.0"]},{"versions":["1.0.0","2.0.0"]},{"versions":"2.1"},{"versions":"1.1","at":["2025-06-01T00:00:00Z","2027-01-01T00:00:00Z"]},{"at":[1767225600000]},{"at":[1767225599999,True]},{"at":{}},[],"10.1.1.1",{"versions":["1.0.0"],"at":[]},{"versions":[7]}]
addresses=[None,{"city":"Berlin"},{"city":["Bonn","Berlin"]},{"city":"Bonn","geo":{"lat":50.7}},{"geo":{"lat":49}},{"geo":{"lat":[10,60]}},{"geo":[{"lat":60}]},{"a/b~c":False},{"a/b~c":None},{"":{"":1}},{"":1},"Berlin",["Berlin"],{"city":{"city":"Berlin"}},{"a~1b~0c":1},{"geo":"lat"},{}]
for i in range(150):
    c,d=vals[i%len(vals)]
    at={}
    if c is not None: at["country"]=c
    if d is not None: at["device"]=d
    if i%3: at["path"]=paths[i%7]
    a=ages[(i*3)%10]
    if a is not None: at["age"]=a
    x=xs[i%7]
    if x is not None: at["x"]=x
    n=names[i%len(names)]
    if n is not None: at["name"]=n
    for key,seq in (("tags",tags),("net",nets),("address",addresses),("ip",ips),("version",versions),("at",times)):
        z=seq[(i*5+i//7)%len(seq)]
        if z is not None: at[key]=z
    l=langs[(i//2)%4]
    if l: at["language"]=l
    ctxs.append({"unit":us[i%len(us)],"attributes":at})
def typ(v): return '0' if v is None else 'l' if isinstance(v,(list,dict)) else 'b' if isinstance(v,bool) else 'n' if isinstance(v,(int,float)) else 's'
import re, ipaddress
from datetime import datetime,timezone
def addr(t):
    try: a=ipaddress.ip_address(t)
    except ValueError: return None
    return (a.ipv4_mapped or a) if a.version==6 else a
def semver(t):
    if not isinstance(t,str): return None
    m=re.fullmatch(r'[vV]?(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*))?(?:\.(0|[1-9][0-9]*))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?',t)
    if not m: return None
    pre=m.group(4)
    key=[(0,int(x),'') if x.isdigit() else (1,0,x) for x in pre.split('.')] if pre else None
    return (int(m.group(1)),int(m.group(2) or 0),int(m.group(3) or 0)),key
def vcmp(a,b):
    if a[0]!=b[0]: return -1 if a[0]<b[0] else 1
    if a[1] is None or b[1] is None: return (a[1] is None)-(b[1] is None)
    return (a[1]>b[1])-(a[1]<b[1])
def caret(a,b):
    n=b[0]; top=(n[0]+1,0,0) if n[0] else (0,n[1]+1,0) if n[1] else (0,0,n[2]+1)
    return vcmp(a,b)>=0 and a[0]<top
def tilde(a,b): return vcmp(a,b)>=0 and a[0][:2]==b[0][:2]
VT={'versionEquals':lambda a,b:vcmp(a,b)==0,'versionLess':lambda a,b:vcmp(a,b)<0,'versionGreaterOrEqual':lambda a,b:vcmp(a,b)>=0,'versionCompatible':caret,'versionPatch':tilde}
def millis(v):
    if isinstance(v,bool) or v is None: return None
    if isinstance(v,(int,float)): return int(v)
    m=re.fullmatch(r'(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)',v)
    if not m: return None
    try: t=datetime.fromisoformat(m.group(1)+'T'+m.group(2)+('+00:00' if m.group(4)=='Z' else m.group(4)))
    except ValueError: return None
    return int(t.timestamp())*1000+int(((m.group(3) or '.')[1:]+'000')[:3])
NOW=millis('2026-11-22T17:00:00Z')
def fold(t): return ''.join(chr(ord(c)+32) if 'A'<=c<='Z' else c for c in t) if isinstance(t,str) else t
def comp(op,s,w):
    if op in('equals','in'): return typ(s)==typ(w) and s==w
    if op in('startsWith','endsWith','contains'):
        if typ(s)!='s' or typ(w)!='s': return False
        return {'startsWith':s.startswith(w),'endsWith':s.endswith(w),'contains':w in s}[op]
    if typ(s)!='n' or typ(w)!='n': return False
    return {'lessThan':s<w,'lessOrEqual':s<=w,'greaterThan':s>w,'greaterOrEqual':s>=w}[op]
MISSING=object()
def clean(v):
    if isinstance(v,list): return [clean(x) for x in v][:1000]
    if isinstance(v,dict): return {k:clean(x) for k,x in v.items() if x is not None}
    return v
def lookup(name,at):
    if name=='$now': return NOW
    parts=[p.replace('~1','/').replace('~0','~') for p in name[1:].split('/')] if name.startswith('/') else [name]
    v=clean(at)
    for p in parts:
        if not isinstance(v,dict) or p not in v: return MISSING
        v=v[p]
    return v
def tname(v): return 'boolean' if isinstance(v,bool) else 'number' if isinstance(v,(int,float)) else 'string' if isinstance(v,str) else 'list' if isinstance(v,list) else 'object'
def one(c,v):
    op=c['operator']; vs=c['values']
    if isinstance(v,(list,dict)): return False
    if op in ('before','after'):
        t=millis(v); return t is not None and (t<millis(vs[0]))==(op=='before')
    if op=='inNetwork':
        a=addr(v) if isinstance(v,str) else None
        return a is not None and any(a.version==ipaddress.ip_network(b,strict=False).version and a in ipaddress.ip_network(b,strict=False) for b in vs)
    if op in VT:
        a=semver(v); return a is not None and VT[op](a,semver(vs[0]))
    if op=='matches': return isinstance(v,str) and any(re.search(p.replace('\\z','\\Z'),v,re.ASCII) for p in vs)
    f=fold if c.get('ignoreCase') else (lambda t:t)
    return any(comp(op,f(v),f(w)) for w in vs)
def points(t):
    n=0;cu=struct.unpack('<%dH'%(len(t.encode('utf-16-le','surrogatepass'))//2),t.encode('utf-16-le','surrogatepass'));i=0
    while i<len(cu): i+=2 if 0xD800<=cu[i]<0xDC00 and i+1<len(cu) and 0xDC00<=cu[i+1]<0xE000 else 1; n+=1
    return n
def holds(c,at,ctx=None):
    if c is None: return True
    if 'all' in c: return all(holds(p,at,ctx) for p in c['all'])
    if 'any' in c: return any(holds(p,at,ctx) for p in c['any'])
    if 'not' in c: return not holds(c['not'],at,ctx)
    if 'flag' in c: return decide(next(f for f in flags if f['key']==c['flag']),ctx).split()[0] in c['variants']
    v=lookup(c['attribute'],at)
    if v is MISSING: return False
    op=c['operator']
    if op=='exists': return True
    if c.get('as')=='type': v=tname(v)
    if c.get('as')=='size':
        if not isinstance(v,(str,list)): return False
        v=points(v) if isinstance(v,str) else len(v)
    rs=[one(c,x) for x in (v if isinstance(v,list) else [v])]
    e=c.get('elements','any')
    return any(rs) if e=='any' else all(rs) if e=='all' else not any(rs)
def pick(sh,b):
    e=0
    for s in sh:
        e+=s['weight']
        if b<e: return s['variant']
def line(v,r,rule='-',exp='-',b='-'): return f"{v} {r} rule={rule} experiment={exp} bucket={b}"
def serve(f,s,rid,u):
    if 'variant' in s: return line(s['variant'],'RULE' if rid else 'DEFAULT',rid or '-')
    if u is None: return None
    if 'split' in s:
        b=bucket(0,f['key'],u); return line(pick(s['split'],b),'SPLIT',rid or '-','-',b)
    e=E_[s['experiment']]
    if e['status']!='running' or bucket(1,e['key'],u)>=e['allocation']: return None
    b=bucket(0,e['key'],u); return line(pick(e['variants'],b),'EXPERIMENT',rid or '-',e['key'],b)
def decide(f,c):
    if f['key'] in kills: return line(f['off'],'KILLED')
    if not f['on']: return line(f['off'],'OFF')
    for r in f['rules']:
        if holds(r.get('when'),c['attributes'],c):
            d=serve(f,r['serve'],r['id'],c['unit'])
            if d: return d
    return serve(f,f['default'],None,c['unit']) or line(f['off'],'DEFAULT')
cases=[[f['key'],i,decide(f,c)] for f in flags for i,c in enumerate(ctxs)]
json.dump({"description":"Decisions about every flag for every context: [flag, position of the context, 'variant reason rule experiment bucket'].","definitions":{"environment":"vectors","revision":7,"flags":flags,"experiments":exps,"routes":"[]"},"kills":kills,"now":NOW,"contexts":ctxs,"cases":cases},open('spec/vectors/decisions.json','w'),indent=0)
print(len(b),len(cases))
from collections import Counter
print(Counter(c[2].split()[1] for c in cases))

for f in flags: print(f['key'],dict(Counter(c[2].split()[0] for c in cases if c[0]==f['key'])))
