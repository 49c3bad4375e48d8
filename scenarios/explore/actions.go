package explore

import "casemock/contracts/caseapi"

// action adds one call or a few to a sequence.
type action struct {
	name      string
	weight    float64
	operation caseapi.OperationName // it is not taken where this one is not tried
	possible  func(*draft) bool     // nil: always
	do        func(*draft)
}

// actions are all that a sequence is made of. To try something else, add a row.
func actions() []action {
	return []action{
		{"a customer", 3, caseapi.CreateCustomer, nil,
			func(d *draft) { d.lookAtCustomer(d.createCustomer(d.oddCustomer()), nil) }},
		{"change a customer", 4, caseapi.UpdateCustomer, hasOwnCustomers, (*draft).updateCustomer},
		{"find a customer", 2, caseapi.FindCustomer, hasCustomers,
			func(d *draft) { d.findCustomer(d.someCustomer()) }},
		{"search", 3, caseapi.SearchCustomers, hasOwnCustomers, (*draft).searchNow},
		{"search by a former value", 3, caseapi.SearchCustomers, hasFormer, (*draft).searchFormer},
		{"search for nobody", 2, caseapi.SearchCustomers, nil, (*draft).searchNobody},
		{"best match", 1, caseapi.BestmatchCustomers, nil, (*draft).bestmatch},
		{"meta object", 1, caseapi.DefineObjectStructures, nil, (*draft).structure},

		{"a case", 6, caseapi.CreateCase, hasCustomers,
			func(d *draft) { d.lookAtCase(d.createCase(d.oddCase())) }},
		{"change fields", 8, caseapi.UpdateCase, hasCases, (*draft).changeFields},
		{"close or open", 6, caseapi.UpdateCase, hasCases, (*draft).changeStatus},
		{"add posts", 7, caseapi.UpdateCase, hasCases, (*draft).addPosts},
		{"move", 5, caseapi.UpdateCase, severalCustomers, (*draft).move},
		{"update again", 3, caseapi.UpdateCase, hasUpdated, (*draft).repeat},
		{"look up", 3, caseapi.LookupCase, hasCases, func(d *draft) { d.lookupCase(d.someCase()) }},
		{"look up twice", 2, caseapi.LookupCase, hasCases, (*draft).lookTwice},
		{"list", 5, caseapi.FindCases, hasCustomers, func(d *draft) { d.findCases(d.someCustomer()) }},

		{"illegal case", 2, caseapi.CreateCase, hasCustomers, (*draft).illegalCase},
		{"illegal update", 3, caseapi.UpdateCase, hasCases, (*draft).illegalUpdate},
		{"illegal customer", 1, caseapi.CreateCustomer, nil, (*draft).illegalCustomer},
		{"illegal change of a customer", 2, caseapi.UpdateCustomer, hasOwnCustomers,
			(*draft).illegalCustomerUpdate},
		{"illegal search", 1, caseapi.SearchCustomers, nil, (*draft).illegalSearch},
		{"unknown object type", 0.5, caseapi.DefineObjectStructures, nil, (*draft).unknownType},
		{"unknown case", 1, caseapi.LookupCase, nil,
			func(d *draft) { d.lookupCase(&kase{id: d.unknownCase()}) }},
		{"update of an unknown case", 1, caseapi.UpdateCase, nil, (*draft).updateUnknown},
		{"unknown customer", 1, caseapi.FindCustomer, nil,
			func(d *draft) { d.findCustomer(&customer{id: d.unknownID()}) }},
		{"cases of an unknown customer", 1, caseapi.FindCases, nil,
			func(d *draft) { d.findCases(&customer{id: d.unknownID()}) }},
		{"case of an unknown customer", 1, caseapi.CreateCase, nil, (*draft).caseOfUnknown},
		{"illegal best match", 0.5, caseapi.BestmatchCustomers, nil, (*draft).illegalBestmatch},
		{"malformed header", 1, caseapi.LookupCase, hasCases, (*draft).malformedHeader},
		{"wrong key", 1, caseapi.LookupCase, mayTryKeys, (*draft).wrongKey},
	}
}
