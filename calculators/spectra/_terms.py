"""Words for axes, quantities and roles, as headings of several languages write them, in small letters."""

from __future__ import annotations

import re

# Light and time. The first that fits counts.
AXES: tuple[tuple[str, str], ...] = (
    ("Raman shift", r"raman|\brel(?:ative)?\.? ?(?:1/cm|cm-1|wave ?number)|\bshift\b|拉曼位移|ラマンシフト"),
    (
        "wavenumber",
        r"wave ?numbers?\b|wellenzahl|nombre d.onde|n[uú]mero de onda|numero d.onda|波数|波數|파수|волнов\w* числ",
    ),
    (
        "wavelength",
        r"wave ?lengths?\b|wellenl|longueur|longitud de onda|lunghezza|comprimento de onda|\blambda\b|λ|^waves?\b|"
        r"^wl\b|^wvl\b|golflengte|våglängd|bølgel|długość fali|波长|波長|파장|длина волн",
    ),
    (
        "energy",
        r"^(?:photon |photonen)?energ(?:y|ie|ia|ía)\b|^hν|^hv\b|^e(?= ?[\[(/])|光子能量|^能量|エネルギー|에너지|"
        r"^энергия",
    ),
    ("frequency", r"^(?:angular |optical )?freq|^frequenz|^频率|周波数|주파수|^частота"),
    (
        "time",
        r"\btime\b|\bzeit\b|\btemps\b|\btiempo\b|\btempo\b|^t(?= ?[\[(/,]| ?$)|^delay\b|时间|時間|시간|^время|"
        r"^elapsed\b|"
        r"^age\b|^(?:hours|minutes|seconds)$",
    ),
    ("channel", r"^chan(?:nel)?s?\b|^ch\b\.?|^bins?\b|^kanal|^channel|^canal|通道|^канал"),
    ("pixel", r"^pix(?:el)?s?\b|^index\b|^idx\b|^#$|^no\.?$|^nr\.?$|^points?\b|^row\b|^n$|^序号"),
)
# What a first column may be over instead; none of it is light or time.
OTHER_AXES: tuple[tuple[str, str], ...] = (
    ("temperature", r"^temp(?:erature|\.)?\b|^temperatur|^t ?[(\[/] ?°? ?[ck]\b|温度|온도|^температура"),
    ("binding or kinetic energy", r"\bbinding\b|\bkinetic\b|bindungsenergie|^[bk]\.?e\.? ?[(\[]|结合能|結合エネルギー"),
    ("energy loss", r"energy loss|loss energy|\beels\b"),
    ("energy difference", r"detuning|^e ?- ?e|energy (?:difference|shift|offset)|^δ ?e\b|stokes"),
    ("chemical shift", r"chemical shift|\bppm\b|chemische verschiebung|^δ ?[(\[]|化学位移"),
    ("mass-to-charge ratio", r"\bm ?/ ?z\b|mass.to.charge|^mass\b"),
    (
        "diffraction angle",
        r"\b2 ?-? ?(?:theta|th|θ)\b|2θ|^°? ?2 ?th|\bangles?\b|winkel|^(?:theta|θ|phi|φ)\b|角度|^угол",
    ),
    (
        "concentration",
        r"concentration|\bconc\b|konzentration|^c ?[(\[]|[nuµm]?mol/l|浓度|濃度|농도|концентрация|concentra[cz]",
    ),
    (
        "size",
        r"\bsizes?\b|\bdiam(?:eters?|\.)?\b|\bradi(?:us|i)\b|durchmesser|größe|diam[eè]tre|di[aá]metr|tamaño|"
        r"taille|粒径|直径|"
        r"粒徑|입경|^размер",
    ),
    ("thickness", r"thickness|\bdicke\b|schichtdicke|épaisseur|espesor|spessore|厚度|厚さ|膜厚|두께|толщина"),
    (
        "position or distance",
        r"\b(?:distance|position|displacement|depth|height|path ?length|slits?(?: width)?|offset|abstand|tiefe|"
        r"höhe|stage)\b|"
        r"(?<!wave )\blength\b(?! ?wave)|^[zyrd] ?[(\[/]|距离|位置|거리|расстояние|dist[aâ]nc|distanza|abstand",
    ),
    ("voltage", r"^volt(?:age)?s?\b|\bbias\b|\bpotential\b|spannung|电压|電圧|전압|^[vu] ?[(\[]|напряжение"),
    ("current", r"^current|\bstrom\b|电流|電流|전류|^i ?[(\[]|^j ?[(\[]|^ток\b"),
    ("power or dose", r"^(?:laser |pump |excitation |optical |incident )?(?:power|fluence|dose)\b|leistung|功率"),
    ("magnetic field", r"magnetic field|\btesla\b|^b ?[(\[]|磁场"),
    ("pressure", r"\bpressure\b|\bdruck\b|压力|压强|圧力"),
    ("number of cycles", r"^cycles?\b|^scans?(?: ?(?:no\.?|number|#))?$|^repetition|^steps?$|^runs?$|^trials?$"),
    ("number of a sample", r"^(?:sample|cell|device|well|file) ?(?:no\.?|number|#|id|nr\.?)$"),
    ("pH", r"^ph$"),
)
ROLES: tuple[tuple[str, str], ...] = (
    ("response", r"\birf\b|\bprompt\b|instrument(?:al)? response|\bscatter(?:er)?\b|\blaser\b"),
    ("fit", r"\bfit(?:ted)?\b|residual|\bresid\b|\bweighted\b|\bmodel\b|\bexpected\b|\bcalculated\b|\btheor|\btrue\b"),
    ("spread", r"\b(?:std|stdev|s\.?d\.?|err|error|errors|sigma|uncertainty|deviation|rsd)\b|±"),
    (
        "raw",
        r"^i ?0$|\bdark\b|\bback ?ground\b|\bbkgd?\b|\bref\b|\breference\b|\bbase ?line\b|\braw\b|\blamp\b|\bblank\b|"
        r"^microamps?$|^r1c? .*(?:microamp|µa)|untergrund|dunkel|背景|暗",
    ),
)
# Over the axis of a pair of columns, where the sample stands.
NO_SAMPLE = re.compile(
    r"(?:base ?line|100 ?%|0 ?%|zero\b|blank\b|ref(?:erence)?\b|dark\b|background\b|grundlinie|基线)"
)
PEAK_LIST = re.compile(r"\W*peak ?(?:list|table|picking|search|s)\W*", re.IGNORECASE)
PEAKS = re.compile(r"\bpeaks?\b|\bvalleys?\b|\bmaxima\b|\bapex\b|peak.?table|peakliste|峰", re.IGNORECASE)

# Quantities that are neither absorbance nor light, so that their columns are never taken for one.
_OTHERS: tuple[tuple[str, str], ...] = (
    (
        "absorbance",
        r"^-? ?(?:log|lg)(?:10)? ?\(? ?(?:1 ?/ ?t|i ?0 ?/ ?i)\)?$|^- ?(?:log|lg)(?:10)? ?\(? ?(?:t|i ?/ ?i ?0)\)?$",
    ),
    (
        "a difference of absorption",
        r"^[δ∆](?! ?-)|\b(?:delta|diff(?:erence|erential)?\.?) ?-? ?(?:a|abs|absorbance|absorption|od|t|r|"
        r"o\.d\.)\b|transient|\b(?:abs\w*|od) (?:difference|change)|"
        r"\b(?:a|abs|od)\b.* - .*\b(?:a|abs|od)\b|\bd(?:t ?/ ?t|r ?/ ?r|a|od)\b(?! ?/)|δ ?(?:a|od|t|r|abs)\b|mδ",
    ),
    (
        "absorption coefficient",
        r"(?:absorption|extinction|attenuation) coeff|\balpha\b|^α(?!-)|\bmolar\b|\bepsilon\b|^ε|cross.?section|"
        r"absorptivity|absorptions?koeff|extinktionskoeff|吸收系数|吸収係数|흡수계수|коэффициент (?:поглощ|экстинк)|"
        r"co?e(?:f|ff)ici?ente? d[ei'](?: |.)(?:ass|abs|ext)",
    ),
    (
        "absorptance",
        r"absorptan|absorptions?grad|\blhe\b|light harvesting|\babsor(?:ption|bed|bance)\b.*%|"
        r"%.*\babsor(?:ption|bed|bance)\b|"
        r"% ?abs\b|\babs\.? ?[(\[]? ?%|\b1(?:00 ?%?)? ?- ?[rt](?:rans\w*)?\b|\b1 ?- ?\(?[rt] ?[-+]|吸收率|吸収率|"
        r"흡수율|"
        r"absorbed "
        r"(?:fraction|photon)|assorptan|absortan|\ba ?[(\[] ?%",
    ),
    ("napierian absorbance", r"napier|neper|naperian|natural log|^-? ?ln\b|\bln ?\(|\bbase e\b|\be-based\b"),
    ("a root or a square", r"\bsqrt\b|√|^\(?(?:a|abs|absorbance|od)\)?2$|\bsquared?\b"),
    ("a ratio of intensities", r"^i ?/ ?i ?0$"),
    ("decibels", r"\bdb[mv]?\b|dezibel|decibel"),
    ("a logarithm", r"^-? ?l(?:og|g)\b(?![- ]norm)|^log(?![- ]?norm)|\bl(?:og|g)(?:10)? ?\(|логарифм|对数"),
    ("Kubelka-Munk function", r"kubelka|\bk-?m\b|f\(r|remission function"),
    ("Tauc plot", r"\btauc\b|[αa]h[νv]"),
    ("derivative", r"\bderiv|\bd\(?abs|\bda/d|ableitung|导数|^d\(?\w+\)?/d"),
    (
        "circular dichroism",
        r"^cd$|\bcd ?[\[(]|circular|ellipticity|dichroi|\bmdeg\b|\bg.?factor\b|\bg ?(?:abs|lum|pl)\b|dissymmetry|"
        r"圆二色",
    ),
    (
        "quantum efficiency",
        r"\b[ei]qe\b|\bipce\b|\bplqy\b|\bqy\b|quantum (?:yield|efficien)|quantenausbeute|\befficien|wirkungsgrad|"
        r"量子效率|"
        r"量子产率|квантов",
    ),
    ("responsivity", r"responsiv|detectivity|^empfindlichkeit|^sensitivity|响应度"),
    ("haze", r"\bhaze\b|雾度|trübung"),
    (
        "an angle or a phase",
        r"polari[sz]ation ratio|degree of (?:\w+ )?polari|\bdo[lc]p\b|"
        r"^phase\b(?!.*\d)|\bphase ?[\[(]|\bpsi\b|^ψ|^delta\b(?! ?\w)|\bangle\b|anisotropy|polari[sz]ation degree|"
        r"фаза|相位",
    ),
    (
        "an optical constant",
        r"^[nk]$|^[nk] ?\(|refractive|brechung|\bindex of\b|extinction coefficient|permittivity|dielectric|折射率|"
        r"屈折率|굴절률|"
        r"^e[12]$|показатель преломления",
    ),
    ("emissivity", r"emissivity|emittance|emissionsgrad|发射率|放射率"),
    ("current", r"\b(?:photo)?currents?\b(?!.*\d ?m?a?$)|photodiode|\bampere|photostrom|电流|電流|전류"),
    ("energy", r"\bpulse energy\b|pulsenergie|脉冲能量"),
    ("temperature", r"^temp(?:erature)?\b(?!.*\d)|^t ?[(\[]°? ?[ck][)\]]|^temperatur\b(?!.*\d)|温度"),
    ("voltage", r"^volt(?:age)?s?\b(?!.*\d)|^bias\b(?!.*\d)|spannung(?!.*\d)"),
    ("lifetime", r"^<?τ|\blifetime\b|lebensdauer|寿命"),
)
QUANTITIES: tuple[tuple[str, str], ...] = (
    *_OTHERS,
    ("excitation", r"^ple\b|\bexcitation (?:spectrum|scan|intens)|^excitation$|激发光谱|励起スペクトル"),
    (
        "transmittance",
        r"trans(?:mi|m?\.|m\b|$)|% ?t\b|\bt ?[\[(]? ?%|durchl[aä]ss|transparen|^t$|trasmi(?:tt|ss)|transmiss|"
        r"透过率|透射率|透過率|"
        r"透光率|透射比|투과율|투과도|пропускани|przepuszcz",
    ),
    (
        "reflectance",
        r"reflec|reflek|réflec|refle(?:x|j|t)|riflet|rifless|remission|% ?r\b|\br ?[\[(]? ?%|^r$|反射|반사|отражени|"
        r"odbici",
    ),
    (
        "absorbance",
        r"\babs\b(?!\.? ?(?:irr|rad|ol))|\babsorban|\babsorbtion|\babsorptions?\b(?!s?grad)|\bextin[kc]t|"
        r"\bo\.? ?d\.?(?:\b|$)|"
        r"optical density|optische dichte|吸光|吸收|吸収|흡광|흡수|^a$|absorb[aâ]n|absorci[oó]n|absor[çb]|assorban|"
        r"assorbim|"
        r"densit[éàa] opti|densit[àa] ottica|densidad óptica|densidade óptica|оптическая плотность|поглощени|absorbans",
    ),
    (
        "emission",
        r"\bpmt\b|\bdetector\b|counts?\b|\bcts\b|\bcnts?\b|\bc/?ps\b|intens|photons?\b|irradian|radian|lumin|emission|"
        r"emitted|\bem\b|"
        r"\bpl\b|\bel\b|fluor|"
        r"phosph|signal|s1c? ?/ ?r1c?|^s1c? .*cps|\bscope\b|power|\bflux\b|watt|\bµ?m?w/|^w$|amplitude|^i(?:nt)?$|"
        r"强度|強度|세기|강도|интенсивн|荧光|蛍光|螢光|형광|发光|発光|發光|발광|发射|люминесц|флуоресц|излучени|计数|"
        r"計数|カウント|"
        r"счет|счёт|отсч|zählrate|impulse|zählung|cuentas|conteggi|contagens|coups|emisi|emiss|"
        r"\bdecay\b|intensit|\brelative\b|\bevents\b|\bno of photons\b|^l$",
    ),
)
